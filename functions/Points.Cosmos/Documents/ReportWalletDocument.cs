namespace Points.Cosmos.Documents;

/// <summary>
/// How far a wallet's ledger is counted. It is written with the sums in one batch, so that no entry counts twice.
/// </summary>
/// <param name="Part">The partition.</param>
/// <param name="Sequence">The number of the last entry that is counted.</param>
/// <param name="GapIn">The programme, if the next entry is missing or cannot be counted; otherwise null.</param>
internal sealed record ReportWalletDocument(string Id, string Type, string Part, long Sequence, string? GapIn)
{
    public const string TypeName = "counted";

    public static ReportWalletDocument Of(string part, string ledger, long sequence, string? gapIn) =>
        new(IdOf(ledger), TypeName, part, sequence, gapIn);

    /// <param name="ledger">
    /// The key of the ledger, which leads to nobody once the member is erased (decision 27).
    /// </param>
    public static string IdOf(string ledger) => $"w-{ledger}";
}
