namespace Strategies.Journal;

/// <summary>
/// What lies behind the last whole record of a journal: a record that was being written when the writer ended, or the
/// place where the file was cut. Nothing that was published is in it when the writer was killed; see
/// <see cref="JournalReader"/>.
/// </summary>
/// <param name="File">The segment.</param>
/// <param name="Offset">Byte offset at which the whole records end.</param>
/// <param name="Bytes">Bytes from there to the last one that is not zero.</param>
/// <param name="FileBytesMissing">Bytes by which the file is shorter than the segment; 0 after a kill.</param>
public sealed record TornTail(string File, long Offset, long Bytes, long FileBytesMissing)
{
    /// <inheritdoc/>
    public override string ToString() => FileBytesMissing == 0
        ? $"torn tail of {Bytes} bytes in {File} from byte {Offset}"
        : $"torn tail of {Bytes} bytes in {File} from byte {Offset}; the file is {FileBytesMissing} bytes too short";
}
