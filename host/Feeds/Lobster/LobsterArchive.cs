using System.IO.Compression;

namespace Strategies.Feeds.Lobster;

/// <summary>The message and the orderbook file in LOBSTER's zip, found by their names.</summary>
/// <param name="File">Path of the zip.</param>
/// <param name="Symbol">The symbol that the names say.</param>
/// <param name="Date">The trading day that they say.</param>
/// <param name="Levels">The levels a side that they say.</param>
/// <param name="MessageMember">Full name of the message file in the zip.</param>
/// <param name="OrderbookMember">Full name of the orderbook file in the zip.</param>
internal sealed record LobsterArchive(
    string File, string Symbol, DateOnly Date, int Levels, string MessageMember, string OrderbookMember)
{
    private const string Hint =
        "give LOBSTER's zip as published: one SYMBOL_YYYY-MM-DD_START_END_message_N.csv and its ..._orderbook_N.csv";

    internal static LobsterArchive Find(string file)
    {
        LobsterMember? message = null;
        LobsterMember? orderbook = null;
        using ZipArchive zip = Open(file);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            if (LobsterFileName.Parse(entry.Name) is not { } name)
            {
                continue;
            }

            ref LobsterMember? member = ref name.IsMessageFile ? ref message : ref orderbook;
            if (member is not null)
            {
                throw FeedException.ForFile(
                    file, $"two files of one kind: '{member.FullName}' and '{entry.FullName}'", Hint);
            }

            member = new LobsterMember(entry.FullName, name);
        }

        return Pair(file, message, orderbook);
    }

    /// <summary>Opens the zip; both members are read at once, so each reader opens it for itself.</summary>
    internal static ZipArchive Open(string file)
    {
        FileStream stream = FeedFile.Open(file);
        try
        {
            ZipArchive zip = new(stream, ZipArchiveMode.Read);
            // Its directory is read when it is first looked at.
            _ = zip.Entries.Count;
            return zip;
        }
        catch (InvalidDataException cause)
        {
            stream.Dispose();
            throw FeedException.ForFile(
                file, $"the zip cannot be read: {cause.Message}", "fetch it again; it is cut or damaged", cause);
        }
    }

    private static LobsterArchive Pair(string file, LobsterMember? message, LobsterMember? orderbook)
    {
        if (message is null || orderbook is null)
        {
            string missing = (message, orderbook) switch
            {
                (null, null) => "neither a LOBSTER message file nor an orderbook file is in it",
                (null, _) => $"the message file to '{orderbook!.FullName}' is missing",
                _ => $"the orderbook file to '{message.FullName}' is missing",
            };
            throw FeedException.ForFile(file, missing, Hint);
        }

        return message.Name with { IsMessageFile = false } == orderbook.Name
            ? new LobsterArchive(
                file, message.Name.Symbol, message.Name.Date, message.Name.Levels, message.FullName, orderbook.FullName)
            : throw FeedException.ForFile(
                file, $"'{message.FullName}' and '{orderbook.FullName}' do not belong together", Hint);
    }

    private sealed record LobsterMember(string FullName, LobsterFileName Name);
}
