using System.Globalization;
using Microsoft.AspNetCore.Http;
using Strategies.Cell.Tokens;
using Strategies.Edge.Hosting;

namespace Strategies.Edge.Auth;

/// <summary>
/// Stands in front of every endpoint, those of metrics and of the API's description too: nobody is anonymous.
/// </summary>
internal sealed class TokenGuard(TokenBook book, EdgeCounts counts)
{
    private const string Scheme = "Bearer ";
    private const int TokenLengthMax = 512;
    private static readonly object HolderKey = new();

    /// <summary>Whose request it is.</summary>
    internal static NamedToken HolderOf(HttpContext context) => (NamedToken)context.Items[HolderKey]!;

    internal static NamedToken? TryHolderOf(HttpContext context) => context.Items[HolderKey] as NamedToken;

    internal Task Check(HttpContext context, RequestDelegate next)
    {
        NamedToken holder = Identify(context);
        context.Items[HolderKey] = holder;
        EdgeRole needed = context.GetEndpoint()?.Metadata.GetMetadata<NeededRole>()?.Role ?? EdgeRole.Viewer;
        if (!EdgeRoles.May(holder.Role, needed))
        {
            counts.CountDenied();
            throw new EdgeException(
                StatusCodes.Status403Forbidden,
                "this role may not do that",
                $"'{holder.Name}' has the role {EdgeRoles.NameOf(holder.Role)}; "
                + $"{EdgeRoles.NameOf(needed)} or admin is needed",
                $"use a token of that role: strat token add NAME --role {EdgeRoles.NameOf(needed)} makes one");
        }

        return next(context);
    }

    private NamedToken Identify(HttpContext context)
    {
        string header = context.Request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            throw Refuse(context, "a token is needed", "nobody is anonymous here", "send Authorization: Bearer TOKEN");
        }

        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || header.Length > Scheme.Length + TokenLengthMax)
        {
            throw Refuse(
                context,
                "a bearer token is needed",
                "the Authorization header has another form",
                "send Authorization: Bearer TOKEN");
        }

        NamedToken? holder = book.Find(header[Scheme.Length..].Trim(), out NamedToken? expired);
        if (expired is not null)
        {
            string when = expired.Expires!.Value.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            string role = EdgeRoles.NameOf(expired.Role);
            throw Refuse(
                context,
                "the token has expired",
                $"the token of '{expired.Name}' expired at {when}",
                $"strat token revoke {expired.Name}, then strat token add {expired.Name} --role {role}");
        }

        return holder ?? throw Refuse(
            context,
            "the token is not known",
            "it is not in the file of tokens, or was revoked",
            "strat token list shows whose tokens there are; strat token add NAME --role ROLE makes one");
    }

    private EdgeException Refuse(HttpContext context, string title, string detail, string hint)
    {
        counts.CountDenied();
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return new EdgeException(StatusCodes.Status401Unauthorized, title, detail, hint);
    }
}
