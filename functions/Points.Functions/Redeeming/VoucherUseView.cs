using Points.Domain.Ledger;

namespace Points.Functions.Redeeming;

/// <summary>What a voucher paid.</summary>
/// <param name="PayFen">What is left to pay of the bill; absent if the till sent none.</param>
internal sealed record VoucherUseView(string RedemptionId, long PaidFen, long? PayFen)
{
    public static VoucherUseView From(LedgerEntry entry) =>
        entry.Kind is EntryKind.VoucherUse it
            ? new(it.RedemptionId, it.Worth.Value, it.Pay?.Value)
            : throw new InvalidOperationException($"entry {entry.EntryId} does not use a voucher");
}
