using System.Globalization;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Cell.Processes;

/// <summary>
/// One process of a cell: its role, and of a venue process which venue it serves. There is one process of every other role.
/// </summary>
public readonly record struct CellProcess
{
    private const string VenuePrefix = "venue-";

    private CellProcess(ProcessRole role, VenueId venue) => (Role, Venue) = (role, venue);

    /// <summary>What it does.</summary>
    public ProcessRole Role { get; }

    /// <summary>The venue that a venue process serves; number 0 for every other process.</summary>
    public VenueId Venue { get; }

    /// <summary>
    /// Its name in regions, logs and on the command line: the role's; of the second venue's process and of further ones with
    /// the venue's number, as <c>venue-2</c>.
    /// </summary>
    public string Name => IsFurtherVenue
        ? string.Create(CultureInfo.InvariantCulture, $"{VenuePrefix}{Venue.Value}")
        : ProcessRoles.NameOf(Role);

    private bool IsFurtherVenue => Role == ProcessRole.Venue && Venue.Value > SourceIds.FirstVenue;

    /// <summary>The process of a venue.</summary>
    /// <param name="venue">The venue, from number 1.</param>
    public static CellProcess Of(VenueId venue) => new(ProcessRole.Venue, venue);

    /// <summary>The process of a role; of venues the first one's.</summary>
    /// <param name="role">The role.</param>
    public static CellProcess Of(ProcessRole role) =>
        new(role, new VenueId(role == ProcessRole.Venue ? SourceIds.FirstVenue : (ushort)0));

    /// <inheritdoc cref="Of(ProcessRole)"/>
    public static implicit operator CellProcess(ProcessRole role) => Of(role);

    /// <summary>The process of a name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="process">The process.</param>
    /// <returns>False when there is none of that name.</returns>
    public static bool TryParse(string name, out CellProcess process)
    {
        bool isRole = ProcessRoles.TryParse(name, out ProcessRole role);
        process = role;
        if (isRole || !name.StartsWith(VenuePrefix, StringComparison.Ordinal))
        {
            return isRole;
        }

        bool isNumber = ushort.TryParse(
            name.AsSpan(VenuePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out ushort venue);
        process = Of(new VenueId(venue));
        // As it is written, so that one process has one name.
        return isNumber && venue is > SourceIds.FirstVenue and <= SourceIds.VenueMax && process.Name == name;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
