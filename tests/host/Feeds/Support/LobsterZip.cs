using System.IO.Compression;

namespace Strategies.Feeds.Tests.Support;

/// <summary>Writes small LOBSTER zips.</summary>
internal static class LobsterZip
{
    internal const string MessageMember = "TEST_2012-06-21_34200000_57600000_message_2.csv";
    internal const string OrderbookMember = "TEST_2012-06-21_34200000_57600000_orderbook_2.csv";

    /// <summary>
    /// Two levels a side; row 2 adds in front of the bids, row 3 deletes it, so that 990000 enters from outside again.
    /// </summary>
    internal const string Messages = "34200.5,5,0,10,1000500,1\n34200.75,1,7,30,1000100,1\n34201,3,7,30,1000100,1\n";

    internal const string Orderbook =
        "1001000,100,1000000,50,1002000,200,990000,60\n"
        + "1001000,100,1000100,30,1002000,200,1000000,50\n"
        + "1001000,100,1000000,50,1002000,200,990000,65\n";

    internal static string Write(TempFolder folder, string messages, string orderbook) =>
        Write(folder, (MessageMember, messages), (OrderbookMember, orderbook));

    internal static string Write(TempFolder folder, params (string Name, string Text)[] members)
    {
        string file = folder.File("test.zip");
        using ZipArchive zip = ZipFile.Open(file, ZipArchiveMode.Create);
        foreach ((string name, string text) in members)
        {
            using StreamWriter writer = new(zip.CreateEntry(name).Open());
            writer.Write(text);
        }

        return file;
    }
}
