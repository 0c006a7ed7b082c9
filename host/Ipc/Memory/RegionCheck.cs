namespace Strategies.Ipc.Memory;

/// <summary>Holds a region against what it must be, before anything in it is used.</summary>
internal static unsafe class RegionCheck
{
    /// <summary>
    /// The file: ordinary, this user's alone or its owner's with nobody let in who is not named, not too short for a header. Its
    /// bytes.
    /// </summary>
    internal static long File(RegionLocation location, int descriptor)
    {
        string file = location.File;
        int result = MemorySystemCalls.Stat(descriptor, out FileStatus status);
        if (result < 0)
        {
            throw RegionFaults.FromErrorNumber(file, -result, "look at the region", 0);
        }

        if (!status.IsRegular)
        {
            throw RegionFaults.NotARegion(file, "it is not an ordinary file");
        }

        if (location.Access is null && status.UserId != MemorySystemCalls.UserId())
        {
            throw RegionFaults.NotPermitted(
                file, $"the region belongs to user {status.UserId}, this process runs as {MemorySystemCalls.UserId()}");
        }

        if (location.Access is { } access && status.UserId != access.Owner)
        {
            throw RegionFaults.NotPermitted(file, $"the region belongs to user {status.UserId} and should to {access.Owner}");
        }

        // With a list of users the group's bits are what the most of them may do.
        if (location.Access is null ? status.IsOpenToOthers : status.IsOpenToEverybody)
        {
            throw RegionFaults.NotPermitted(file, $"the region is open to others: mode {status.Permissions}");
        }

        return status.Bytes >= RegionHeader.Size
            ? (long)status.Bytes
            : throw RegionFaults.Truncated(file, status.Bytes, RegionHeader.Size);
    }

    /// <summary>What every layout version has in the same place: a region at all, of this cell and name.</summary>
    internal static void Identity(SharedMemory region)
    {
        RegionHeader* header = region.Header;
        RegionLocation location = region.Location;
        if (Volatile.Read(ref header->Magic) != RegionHeader.MagicValue)
        {
            throw RegionFaults.NotARegion(location.File, "the file does not begin as a region does");
        }

        if (header->Cell != (uint)location.Cell)
        {
            throw RegionFaults.WrongCell(location.File, header->Cell, location.Cell);
        }

        string name = RegionLocation.ReadName(header->Name);
        if (name != location.Name)
        {
            throw RegionFaults.WrongName(location.File, name, location.Name);
        }
    }

    /// <summary>Version, kind and size.</summary>
    internal static void Layout(SharedMemory region, RegionKind kind)
    {
        RegionHeader* header = region.Header;
        string file = region.Location.File;
        if (header->LayoutVersion != RegionHeader.CurrentLayoutVersion)
        {
            throw RegionFaults.Version(file, header->LayoutVersion);
        }

        if (header->Kind != (uint)kind)
        {
            throw RegionFaults.WrongKind(file, header->Kind, kind);
        }

        if (header->RegionBytes > (ulong)region.Bytes)
        {
            throw RegionFaults.Truncated(file, (ulong)region.Bytes, header->RegionBytes);
        }

        if (header->RegionBytes < (ulong)region.Bytes || header->HeaderBytes != RegionHeader.Size)
        {
            throw RegionFaults.WrongSize(
                file,
                $"{region.Bytes} bytes with a header of {header->HeaderBytes}",
                $"{header->RegionBytes} bytes with a header of {RegionHeader.Size}");
        }
    }

    /// <summary>The measures that the one who takes it over expects.</summary>
    internal static void Spec(SharedMemory region, RegionSpec spec)
    {
        RegionHeader* header = region.Header;
        if (region.Bytes != spec.Bytes || header->Parameter0 != spec.Parameter0
            || header->Parameter1 != spec.Parameter1)
        {
            throw RegionFaults.WrongSize(
                region.Location.File,
                $"{region.Bytes} bytes (measures {header->Parameter0} and {header->Parameter1})",
                $"{spec.Bytes} bytes (measures {spec.Parameter0} and {spec.Parameter1})");
        }
    }

    /// <summary>False when it was made before the host's last start.</summary>
    internal static bool IsOfThisBoot(SharedMemory region) =>
        (region.Header->BootIdLow, region.Header->BootIdHigh) == ProcessIdentity.BootId;
}
