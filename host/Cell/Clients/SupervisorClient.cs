using System.Net.Sockets;
using Strategies.Cell.Config;

namespace Strategies.Cell.Clients;

/// <summary>Asks a running supervisor for something and waits for its answer.</summary>
public static class SupervisorClient
{
    private const int AnswerTimeoutMs = 180_000;

    /// <summary>Asks.</summary>
    /// <param name="setup">The cell.</param>
    /// <param name="request">What is asked.</param>
    /// <exception cref="CellException">No supervisor runs, it does not answer, or it could not do it.</exception>
    public static ControlAnswer Ask(CellSetup setup, ControlRequest request)
    {
        string file = ControlLine.FileOf(setup.Paths);
        ControlAnswer? answer;
        try
        {
            using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(file));
            socket.ReceiveTimeout = AnswerTimeoutMs;
            ControlLine.Write(socket, request);
            answer = ControlLine.Read<ControlAnswer>(socket);
        }
        catch (SocketException exception)
        {
            throw new CellException(
                $"cell {setup.Cell}",
                exception.SocketErrorCode == SocketError.AccessDenied
                    ? $"its supervisor is another user's: {file} is closed to '{Environment.UserName}'"
                    : $"its supervisor does not answer: {exception.Message}",
                $"strat status --cell {setup.File} shows what runs; strat up starts a supervisor, "
                + "which takes over what runs");
        }

        if (answer is null)
        {
            throw new CellException(
                $"cell {setup.Cell}",
                "its supervisor ended before it answered",
                "look into its log, and strat up again");
        }

        return answer.Error.Length == 0
            ? answer
            : throw new CellException($"cell {setup.Cell}", answer.Error, answer.Hint);
    }
}
