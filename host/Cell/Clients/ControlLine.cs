using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Strategies.Cell.Config;

namespace Strategies.Cell.Clients;

/// <summary>
/// The socket between the supervisor and the command line: in the cell's folder, for its user alone (mode 0600), one
/// line of JSON each way.
/// </summary>
public static class ControlLine
{
    private const int PathBytesMax = 107;
    private const int LineBytesMax = 64 << 10;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>The socket's file.</summary>
    /// <param name="paths">The cell's paths.</param>
    /// <exception cref="CellException">The folder's path is too long for a socket.</exception>
    public static string FileOf(CellPaths paths)
    {
        string file = Path.Combine(paths.Run, "supervisor.sock");
        int bytes = Encoding.UTF8.GetByteCount(file);
        return bytes <= PathBytesMax
            ? file
            : throw new CellException(
                file,
                $"the path has {bytes} bytes, a socket's may have {PathBytesMax}",
                $"give the cell a folder whose path is {bytes - PathBytesMax} characters shorter");
    }

    /// <summary>Writes a value as one line.</summary>
    public static void Write<T>(Socket socket, T value)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(value, Options), (byte)'\n'];
        for (int sent = 0; sent < line.Length;)
        {
            sent += socket.Send(line.AsSpan(sent));
        }
    }

    /// <summary>Reads one line; null when the other end closed before its end, or it is not such a value.</summary>
    public static T? Read<T>(Socket socket)
        where T : class
    {
        byte[] line = new byte[LineBytesMax];
        int length = 0;
        while (length < line.Length)
        {
            int count = socket.Receive(line.AsSpan(length));
            int end = line.AsSpan(length, count).IndexOf((byte)'\n');
            if (end >= 0)
            {
                return Parse<T>(line.AsSpan(0, length + end));
            }

            if (count == 0)
            {
                return null;
            }

            length += count;
        }

        return null;
    }

    private static T? Parse<T>(ReadOnlySpan<byte> line)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
