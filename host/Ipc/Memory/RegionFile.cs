namespace Strategies.Ipc.Memory;

/// <summary>Makes, takes over, replaces and opens the files of regions.</summary>
internal static unsafe class RegionFile
{
    internal static SharedMemory Create(RegionSpec spec, StalePolicy stale, Action<nint>? initialise)
    {
        RegionLocation location = spec.Location;
        while (true)
        {
            SharedMemory? old = TryMap(location, isReadOnly: false);
            if (old is null)
            {
                SharedMemory? made = TryMake(spec, initialise);
                if (made is not null)
                {
                    return made;
                }

                continue; // Another process made one in between: look at that.
            }

            try
            {
                if (stale == StalePolicy.Adopt && Adopt(old, spec))
                {
                    // The caller's from here on: not to be disposed below.
                    SharedMemory adopted = old;
                    old = null;
                    return adopted;
                }

                Retire(old, stale);
            }
            finally
            {
                old?.Dispose();
            }
        }
    }

    internal static SharedMemory Open(RegionLocation location, RegionKind kind, bool isReadOnly)
    {
        SharedMemory region = TryMap(location, isReadOnly)
            ?? throw RegionFaults.Missing(location.File, "there is no such region");
        try
        {
            if (!RegionCheck.IsOfThisBoot(region))
            {
                throw RegionFaults.Stale(location.File, region.Owner, isOfThisBoot: false);
            }

            RegionCheck.Layout(region, kind);
            region.PreTouch();
            return region;
        }
        catch
        {
            region.Dispose();
            throw;
        }
    }

    internal static bool RemoveStale(RegionLocation location)
    {
        using SharedMemory? old = TryMap(location, isReadOnly: false);
        if (old is null)
        {
            return false;
        }

        Retire(old, StalePolicy.Replace);
        return true;
    }

    /// <summary>Takes a stale region over as it is.</summary>
    private static bool Adopt(SharedMemory old, RegionSpec spec)
    {
        string file = spec.Location.File;
        ProcessIdentity owner = old.Owner;
        if (owner.IsAlive())
        {
            throw RegionFaults.Owned(file, owner);
        }

        if (!RegionCheck.IsOfThisBoot(old))
        {
            throw RegionFaults.Stale(file, owner, isOfThisBoot: false);
        }

        RegionCheck.Layout(old, spec.Kind);
        RegionCheck.Spec(old, spec);
        TakeOwnership(old);
        old.WasAdopted = true;
        old.PreTouch();
        return true;
    }

    /// <summary>Removes a stale region's name, or says why not.</summary>
    private static void Retire(SharedMemory old, StalePolicy stale)
    {
        string file = old.Location.File;
        ProcessIdentity owner = old.Owner;
        bool isOfThisBoot = RegionCheck.IsOfThisBoot(old);
        // A process's word from before the host's start may by chance fit one of today.
        if (isOfThisBoot && owner.IsAlive())
        {
            throw RegionFaults.Owned(file, owner);
        }

        if (stale != StalePolicy.Replace)
        {
            throw RegionFaults.Stale(file, owner, isOfThisBoot);
        }

        if (isOfThisBoot)
        {
            RefuseAttached(file, "producer", new ProcessIdentity(old.Header->Producer));
            RefuseAttached(file, "consumer", new ProcessIdentity(old.Header->Consumer));
            TakeOwnership(old); // Of two that replace it at once only one gets here.
        }

        int result = MemorySystemCalls.Unlink(file);
        if (result < 0 && result != -MemorySystemCalls.NotFound)
        {
            throw RegionFaults.FromErrorNumber(file, -result, "remove the stale region", 0);
        }

        // It stays claimed for good: whoever had it open before its name went must not take it for the one under the
        // name, which by then is another's.
        old.IsOwner = false;
    }

    private static void RefuseAttached(string file, string role, ProcessIdentity peer)
    {
        if (peer.IsAlive())
        {
            throw RegionFaults.Attached(file, role, peer);
        }
    }

    /// <summary>Claims a region, or says who has it.</summary>
    internal static void TakeOwnership(SharedMemory region)
    {
        ProcessIdentity holder = SharedMemory.Claim(ref region.Header->Owner);
        if (!holder.IsNobody)
        {
            throw RegionFaults.Owned(region.Location.File, holder);
        }

        region.IsOwner = true;
    }

    /// <summary>Makes the file nameless, completes it, and only then links it. Null when the name is taken.</summary>
    private static SharedMemory? TryMake(RegionSpec spec, Action<nint>? initialise)
    {
        RegionLocation location = spec.Location;
        int descriptor = MemorySystemCalls.CreateNameless(location.Folder);
        if (descriptor < 0)
        {
            throw RegionFaults.FromErrorNumber(location.Folder, -descriptor, "make a region", spec.Bytes);
        }

        SharedMemory? region = null;
        try
        {
            // All pages now: a full memory is an error here, and a signal that ends the process later.
            int result = MemorySystemCalls.Allocate(descriptor, spec.Bytes);
            if (result < 0)
            {
                throw RegionFaults.FromErrorNumber(location.File, -result, "make the region", spec.Bytes);
            }

            Share(location, descriptor);
            region = Map(location, descriptor, spec.Bytes, isReadOnly: false);
            region.PreTouch();
            WriteHeader(region.Header, spec);
            initialise?.Invoke((nint)region.Body);
            result = MemorySystemCalls.Link(descriptor, location.File);
            if (result < 0 && result != -MemorySystemCalls.Exists)
            {
                throw RegionFaults.FromErrorNumber(location.File, -result, "name the region", spec.Bytes);
            }

            region.IsOwner = result == 0;
            SharedMemory? made = result == 0 ? region : null;
            region = made is null ? region : null;
            return made;
        }
        finally
        {
            region?.Dispose();
            MemorySystemCalls.Close(descriptor);
        }
    }

    /// <summary>Before it has a name: nobody ever sees it with other rights.</summary>
    private static void Share(RegionLocation location, int descriptor)
    {
        if (location.Access is not { } access)
        {
            return;
        }

        int result = AccessList.Set(descriptor, AccessRights.Read | AccessRights.Write, access.Grants);
        if (result < 0)
        {
            throw RegionFaults.FromErrorNumber(location.File, -result, "set who may use the region", 0);
        }
    }

    private static void WriteHeader(RegionHeader* header, RegionSpec spec)
    {
        header->LayoutVersion = RegionHeader.CurrentLayoutVersion;
        header->Kind = (uint)spec.Kind;
        header->RegionBytes = (ulong)spec.Bytes;
        header->HeaderBytes = RegionHeader.Size;
        header->Cell = (uint)spec.Location.Cell;
        header->Parameter0 = spec.Parameter0;
        header->Parameter1 = spec.Parameter1;
        (header->BootIdLow, header->BootIdHigh) = ProcessIdentity.BootId;
        RegionLocation.WriteName(spec.Location.Name, header->Name);
        header->Owner = ProcessIdentity.Self.Word;
        Volatile.Write(ref header->Magic, RegionHeader.MagicValue);
    }

    /// <summary>
    /// Maps what lies under the name, after looking at the part that never changes. Null when nothing does.
    /// </summary>
    private static SharedMemory? TryMap(RegionLocation location, bool isReadOnly)
    {
        int descriptor = MemorySystemCalls.Open(location.File, isReadOnly);
        if (descriptor == -MemorySystemCalls.NotFound)
        {
            return null;
        }

        if (descriptor < 0)
        {
            throw RegionFaults.FromErrorNumber(location.File, -descriptor, "open the region", 0);
        }

        SharedMemory? region = null;
        try
        {
            long bytes = RegionCheck.File(location, descriptor);
            region = Map(location, descriptor, bytes, isReadOnly);
            RegionCheck.Identity(region);
            SharedMemory mapped = region;
            region = null;
            return mapped;
        }
        finally
        {
            region?.Dispose();
            MemorySystemCalls.Close(descriptor);
        }
    }

    private static SharedMemory Map(RegionLocation location, int descriptor, long bytes, bool isReadOnly)
    {
        byte* address = MemorySystemCalls.Map(descriptor, bytes, isReadOnly, out int error);
        return address != null
            ? new SharedMemory(location, address, bytes, isReadOnly)
            : throw RegionFaults.FromErrorNumber(location.File, error, "map the region", bytes);
    }
}
