namespace Points.Domain.Ledger;

/// <summary>
/// The member as a merchant knows them that holds no code of theirs: nobody in particular (decision 46). What it is
/// told must be the same for everybody it may name.
/// </summary>
internal static class UnknownMember
{
    /// <summary>The refusal of what depends on the member.</summary>
    public static readonly Refusal CodeRequired = new Refusal.Invalid(
        "cardCode",
        "is required from a merchant for this: the code of the member's card"
    );

    /// <summary>Stands for the key of a ledger that does not exist. Nothing is stored under it.</summary>
    private static readonly LedgerKey NoLedger = new("");

    /// <summary>An empty wallet of a verified member of whom nothing else is known. It is never stored.</summary>
    public static Wallet OpenWallet(WalletId id) =>
        Wallet.Open(id, NoLedger, new(IdentityVerified: true, Frozen: false));
}
