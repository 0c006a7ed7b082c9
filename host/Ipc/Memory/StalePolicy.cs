namespace Strategies.Ipc.Memory;

/// <summary>What the maker of a region does when a process that has ended left one of the same name behind.</summary>
public enum StalePolicy
{
    /// <summary>Refuses with <see cref="IpcFault.Stale"/>: somebody is to decide.</summary>
    Refuse = 0,

    /// <summary>
    /// Takes it over as it is: nothing that was published is lost. Refused when it is from before the host's last
    /// start (memory cannot have survived whole), or has another layout, kind or size.
    /// </summary>
    Adopt = 1,

    /// <summary>
    /// Removes it and makes a new one: what lay in it is lost. Refused while a process, alive, is attached to it,
    /// because that process would go on with the removed one and hear nothing.
    /// </summary>
    Replace = 2,
}
