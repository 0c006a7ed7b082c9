using System.Net;
using System.Net.Sockets;

namespace Strategies.Tests.Support;

/// <summary>
/// Ports and cell numbers that no other test on this machine has at the same time, in this process or in another one.
/// </summary>
internal static class FreeNumbers
{
    // Below the ports that the kernel gives to outgoing connections, so that none takes one while its edge is away.
    private const int FirstPort = 20_000;
    private const int LastPort = 31_999;

    private const int FirstCell = 100;
    private const int LastCell = 3_999;

    /// <summary>A port on loopback that nobody listens on.</summary>
    internal static ClaimedNumber Port() => Claim("port", FirstPort, LastPort, IsFree);

    /// <summary>A cell number.</summary>
    internal static ClaimedNumber Cell() => Claim("cell", FirstCell, LastCell, _ => true);

    private static ClaimedNumber Claim(string kind, int first, int last, Func<int, bool> isFree)
    {
        for (int value = first; value <= last; value++)
        {
            ClaimedNumber? claimed = ClaimedNumber.TryClaim(kind, value);
            if (claimed is not null && isFree(value))
            {
                return claimed;
            }

            claimed?.Dispose();
        }

        throw new InvalidOperationException($"no {kind} is free among {first} to {last}");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using TcpListener listener = new(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
