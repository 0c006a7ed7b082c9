using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Strategies.Records;

namespace Strategies.Journal.Store;

/// <summary>The hash that names a folder by its content.</summary>
/// <remarks>
/// SHA-256 over the ASCII text "strategies-folder-1\n" and then, for every file below the folder, ordered by its
/// relative path (parts divided by '/', compared byte by byte as UTF-8): length of the path in bytes (4,
/// little-endian), the path, length of the file (8, little-endian), SHA-256 of the file (32). Names, content and tree
/// count; times, owners, modes and empty folders do not. Links and devices are refused. Any thread; not for the hot
/// path.
/// </remarks>
public static class FolderHash
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Computes the hash of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="JournalException">
    /// It is missing, unreadable, has no files or holds a link or device.
    /// </exception>
    public static Hash256 Compute(string folder)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("strategies-folder-1\n"u8);
        Span<byte> number = stackalloc byte[8];
        foreach ((string relative, string file) in Files(folder))
        {
            byte[] path = Encoding.UTF8.GetBytes(relative);
            BinaryPrimitives.WriteInt32LittleEndian(number, path.Length);
            hash.AppendData(number[..4]);
            hash.AppendData(path);
            Hash256 content = OfFile(file, out long length);
            BinaryPrimitives.WriteInt64LittleEndian(number, length);
            hash.AppendData(number);
            hash.AppendData(Convert.FromHexString(content.ToString()));
        }

        return Hash256.FromBytes(hash.GetHashAndReset());
    }

    /// <summary>The files below a folder with their relative paths, in the order of the hash.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="JournalException">
    /// It is missing, unreadable, has no files or holds a link or device.
    /// </exception>
    internal static IReadOnlyList<(string Relative, string File)> Files(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new JournalException(
                JournalFault.ContentMissing, "the folder is not there", "check the path", Path.GetFullPath(folder));
        }

        List<(string Relative, string File)> files = [];
        FileFaults.Guard(folder, () => Collect(new DirectoryInfo(folder), "", files));
        if (files.Count == 0)
        {
            throw new JournalException(
                JournalFault.ContentUnsuitable,
                "the folder has no files",
                "name the folder of a built package",
                folder);
        }

        files.Sort((left, right) => Encoding.UTF8.GetBytes(left.Relative).AsSpan()
            .SequenceCompareTo(Encoding.UTF8.GetBytes(right.Relative)));
        return files;
    }

    /// <summary>SHA-256 of a file's content.</summary>
    internal static Hash256 OfFile(string file, out long length)
    {
        (Hash256 hash, length) = FileFaults.Guard(file, () =>
        {
            using IncrementalHash content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            byte[] buffer = new byte[BufferBytes];
            long total = 0;
            for (int count; (count = stream.Read(buffer)) > 0; total += count)
            {
                content.AppendData(buffer, 0, count);
            }

            return (Hash256.FromBytes(content.GetHashAndReset()), total);
        });
        return hash;
    }

    private static void Collect(DirectoryInfo folder, string prefix, List<(string Relative, string File)> files)
    {
        foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos())
        {
            string relative = prefix + entry.Name;
            const FileAttributes Unsuitable = FileAttributes.ReparsePoint | FileAttributes.Device;
            if (entry.LinkTarget is not null || (entry.Attributes & Unsuitable) != 0)
            {
                throw new JournalException(
                    JournalFault.ContentUnsuitable,
                    "the folder holds a link or a device, which has no content of its own",
                    "put the file itself there",
                    entry.FullName);
            }

            if (entry is DirectoryInfo inner)
            {
                Collect(inner, relative + "/", files);
            }
            else
            {
                files.Add((relative, entry.FullName));
            }
        }
    }
}
