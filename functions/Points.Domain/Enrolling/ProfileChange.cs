using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Points.Domain.Ledger;

namespace Points.Domain.Enrolling;

/// <summary>A profile as it becomes, and what that means for the member's wallets.</summary>
public sealed record ProfileChange(Member Member)
{
    /// <summary>Wallets in programmes that the member was not in. One that is not among them opens with nothing but the member's facts.</summary>
    public ImmutableArray<(Wallet Wallet, MaintenanceSchedule Dues)> WalletsToOpen { get; init; } = [];

    /// <summary>From when a job is to look for days of the member's own, by programme, where the change moved such days.</summary>
    public ImmutableArray<(string ProgrammeId, DateTimeOffset From)> GiftChecksDue { get; init; } = [];

    [return: NotNullIfNotNull(nameof(member))]
    public static implicit operator ProfileChange?(Member? member) => member is null ? null : new(member);
}
