using Points.Domain.Relaying;

namespace Points.Functions.Verifying;

/// <summary>The heads of some ledgers, in a file that nobody can change.</summary>
/// <param name="Name">The name of the file.</param>
/// <param name="Day">The UTC day of the newest of these entries.</param>
internal sealed record AnchorView(string Name, DateOnly Day, IReadOnlyList<AnchoredHeadView> Heads)
{
    public static AnchorView From(string name, LedgerAnchor anchor) =>
        new(
            name,
            anchor.Day,
            [.. anchor.Heads.Select(head => new AnchoredHeadView(head.Wallet, head.Sequence, head.Hash))]
        );
}

/// <summary>The newest entry of a ledger when it was anchored.</summary>
/// <param name="Ledger">The name of the ledger: a digest of its random key and its programme.</param>
/// <param name="Sequence">The number of the entry.</param>
/// <param name="Hash">The hash of the entry.</param>
internal sealed record AnchoredHeadView(string Ledger, long Sequence, string Hash);
