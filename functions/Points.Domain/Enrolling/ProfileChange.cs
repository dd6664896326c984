using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Points.Domain.Ledger;

namespace Points.Domain.Enrolling;

/// <summary>A new profile, and what follows from it for the member's wallets.</summary>
public sealed record ProfileChange(Member Member)
{
    /// <summary>
    /// Wallets in programmes that the member joins. A wallet of a joined programme that is not listed opens empty, with
    /// only the member's facts.
    /// </summary>
    public ImmutableArray<(Wallet Wallet, MaintenanceSchedule Schedule)> WalletsToOpen { get; init; } = [];

    /// <summary>
    /// Programmes whose own-day gifts (birthdays) are to be checked again from an instant, because the change moved the
    /// days.
    /// </summary>
    public ImmutableArray<(string ProgrammeId, DateTimeOffset From)> GiftChecksDue { get; init; } = [];

    [return: NotNullIfNotNull(nameof(member))]
    public static implicit operator ProfileChange?(Member? member) => member is null ? null : new(member);
}
