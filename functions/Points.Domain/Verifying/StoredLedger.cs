using Points.Domain.Ledger;

namespace Points.Domain.Verifying;

/// <summary>A ledger as it is stored, with everything beside it that follows from its entries.</summary>
/// <param name="Wallet">The wallet of the same version as the newest entry.</param>
/// <param name="Entries">Oldest first, all of them.</param>
/// <param name="Records">The records of this programme, and the refunds of the member.</param>
public sealed record StoredLedger(
    Wallet Wallet,
    IReadOnlyList<LedgerEntry> Entries,
    IReadOnlyList<WalletRecord> Records
)
{
    /// <summary>The tiers of the newest terms that apply; null if they have none, or are not known.</summary>
    public PresentTiers? Tiers { get; init; }

    /// <summary>
    /// Whether the member was erased. Then records may be missing; those that are there must be right.
    /// </summary>
    public bool IsErased => Wallet.Id.MemberId == Wallet.LedgerKey.Value;

    public string Name => NameOf(Wallet.LedgerKey, Wallet.Id.ProgrammeId);

    public static string NameOf(LedgerKey key, string programmeId) => $"{key.Value}/{programmeId}";
}

/// <summary>What a check of tiers needs of the terms.</summary>
/// <param name="Revision">The number of the terms.</param>
/// <param name="Names">The names of all tiers.</param>
/// <param name="TimeZone">The IANA time zone in which the programme counts days.</param>
public sealed record PresentTiers(int Revision, IReadOnlyList<string> Names, string TimeZone);
