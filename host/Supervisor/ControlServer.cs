using System.Collections.Concurrent;
using System.Net.Sockets;
using Strategies.Cell;
using Strategies.Cell.Clients;
using Strategies.Cell.Config;

namespace Strategies.Supervisor;

/// <summary>
/// The supervisor's end of the <see cref="ControlLine"/>: takes requests on threads of its own and hands them to the
/// supervisor's, one at a time.
/// </summary>
internal sealed class ControlServer : IDisposable
{
    private const int ReadTimeoutMs = 5_000;

    private readonly ConcurrentQueue<PendingRequest> _requests = new();
    private readonly Socket _socket;
    private readonly string _file;

    private ControlServer(Socket socket, string file)
    {
        _socket = socket;
        _file = file;
        new Thread(Accept) { IsBackground = true, Name = "control" }.Start();
    }

    /// <summary>Opens the line. Whoever owns the supervisor's heartbeat may take an ended one's place.</summary>
    /// <param name="paths">The cell's paths.</param>
    /// <exception cref="CellException">The socket cannot be made.</exception>
    internal static ControlServer Open(CellPaths paths)
    {
        string file = ControlLine.FileOf(paths);
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            // An ended supervisor's; there is no other, since its heartbeat is owned by this one.
            File.Delete(file);
            socket.Bind(new UnixDomainSocketEndPoint(file));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            socket.Listen(); // Only now can anybody connect.
            return new ControlServer(socket, file);
        }
        catch (Exception exception) when (exception is SocketException or IOException or UnauthorizedAccessException)
        {
            socket.Dispose();
            throw new CellException(
                file,
                $"the supervisor's socket cannot be made: {exception.Message}",
                "give a folder that may be written");
        }
    }

    /// <summary>The next request; null when there is none.</summary>
    internal PendingRequest? Next() => _requests.TryDequeue(out PendingRequest? request) ? request : null;

    public void Dispose()
    {
        _socket.Dispose();
        File.Delete(_file);
        while (Next() is { } request)
        {
            request.Answer(ControlAnswer.Refuse("the supervisor ends", "start it again with strat up"));
        }
    }

    private void Accept()
    {
        while (true)
        {
            try
            {
                Socket peer = _socket.Accept();
                new Thread(() => Serve(peer)) { IsBackground = true, Name = "control-peer" }.Start();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return; // Closed: the supervisor ends.
            }
        }
    }

    private void Serve(Socket peer)
    {
        using (peer)
        {
            try
            {
                peer.ReceiveTimeout = ReadTimeoutMs;
                ControlLine.Write(peer, Ask(ControlLine.Read<ControlRequest>(peer)));
            }
            catch (SocketException)
            {
                peer.Close(); // Whoever asked has gone; what was asked is done all the same.
            }
        }
    }

    private ControlAnswer Ask(ControlRequest? request)
    {
        if (request is not { Request: ControlRequest.Handover })
        {
            return ControlAnswer.Refuse(
                $"'{request?.Request}' is not a request", $"send {{\"request\":\"{ControlRequest.Handover}\"}}");
        }

        PendingRequest pending = new(request);
        _requests.Enqueue(pending);
        return pending.Await();
    }
}
