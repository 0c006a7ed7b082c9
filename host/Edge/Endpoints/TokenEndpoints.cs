using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Strategies.Cell;
using Strategies.Cell.Tokens;
using Strategies.Edge.Auth;
using Strategies.Edge.Commands;
using Strategies.Edge.Hosting;
using Strategies.Edge.Views;
using Strategies.Risk.Naming;

namespace Strategies.Edge.Endpoints;

/// <summary>Tokens, for admins. The file may be changed by hand or by <c>strat token</c> just as well.</summary>
internal static class TokenEndpoints
{
    internal static void Map(IEndpointRouteBuilder app, EdgeServices parts)
    {
        string file = parts.Tokens.File;
        app.MapGet("/api/tokens", () => TokenFile.Read(file).Select(TokenView.Of))
            .Needs(EdgeRole.Admin, "Whose tokens there are, without the tokens");
        app.MapPost("/api/tokens", (TokenRequest request) => Add(file, request))
            .Needs(EdgeRole.Admin, "Makes a token: the answer is the only place where it stands");
        app.MapDelete("/api/tokens/{name}", (string name) => Revoke(file, name))
            .Needs(EdgeRole.Admin, "Takes a token back");
    }

    private static NewTokenView Add(string file, TokenRequest request)
    {
        RequestName.Require(NameKind.Token, request.Name);
        if (request.ExpiresInSeconds is { } seconds && !TokenLife.IsGood(seconds, out string problem, out string hint))
        {
            throw new EdgeException(StatusCodes.Status400BadRequest, "the token's life cannot be", problem, hint);
        }

        return Refusing(() =>
        {
            (string token, DateTimeOffset? expires) = TokenFile.Add(file, request.Name, request.Role, request.ExpiresInSeconds);
            return new NewTokenView(request.Name, request.Role, expires, token);
        });
    }

    private static IResult Revoke(string file, string name)
    {
        RequestName.Require(NameKind.Token, name);
        return Refusing(() =>
        {
            TokenFile.Revoke(file, name);
            return Results.NoContent();
        });
    }

    private static T Refusing<T>(Func<T> change)
    {
        try
        {
            return change();
        }
        catch (CellException exception)
        {
            throw new EdgeException(
                StatusCodes.Status409Conflict, "the tokens are as they were", exception.Problem, exception.Hint);
        }
    }
}
