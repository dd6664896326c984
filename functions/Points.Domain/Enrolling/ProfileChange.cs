using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
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

    /// <summary>A change of the profile alone. Null stays null, which changes nothing.</summary>
    [return: NotNullIfNotNull(nameof(member))]
    public static implicit operator ProfileChange?(Member? member) => member is null ? null : new(member);
}
