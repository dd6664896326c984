using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Points.Domain.Actors;
using Points.Domain.Ledger;

namespace Points.Domain.Enrolling;

/// <summary>A new profile of a member, and what it changes in the member's wallets.</summary>
public sealed record ProfileChange(Member Member)
{
    /// <summary>
    /// The first state of wallets in programmes that the member joins. If a joined programme is not listed, its wallet
    /// is created empty, with only the member's facts.
    /// </summary>
    public ImmutableArray<(Wallet Wallet, MaintenanceSchedule Schedule)> WalletsToOpen { get; init; } = [];

    /// <summary>
    /// Programmes that must check from an instant on which birthday gifts are due, because a birthday of the member or
    /// of a pet has changed.
    /// </summary>
    public ImmutableArray<(string ProgrammeId, DateTimeOffset From)> GiftChecksDue { get; init; } = [];

    /// <summary>
    /// From when all wallets must be checked for grants, because the member may qualify for others now; null if nothing
    /// has changed that grants depend on.
    /// </summary>
    public DateTimeOffset? GrantChecksDueAt { get; init; }

    /// <summary>Makes grants due to be checked if their conditions may hold for the new profile.</summary>
    public ProfileChange WithGrantChecks(Member? before, DateTimeOffset now) =>
        before is null || before.Facts.HaveSameGrants(Member.Facts) ? this : this with { GrantChecksDueAt = now };

    /// <summary>
    /// Whether the member's recent purchases are deleted from the wallets, because their consent does not count (law
    /// L14).
    /// </summary>
    public bool DeletesPurchaseHistory { get; init; } = !Member.Facts.Personalisation;

    /// <summary>Who changes what; null if a job does.</summary>
    public Act? Act { get; init; }

    /// <summary>A change of the profile alone. Null stays null, which changes nothing.</summary>
    [return: NotNullIfNotNull(nameof(member))]
    public static implicit operator ProfileChange?(Member? member) => member is null ? null : new(member);
}
