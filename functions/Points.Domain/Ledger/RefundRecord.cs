namespace Points.Domain.Ledger;

/// <summary>That a merchant's refund has counted, created in the same commit as its entry: it counts once.</summary>
public sealed record RefundRecord(string MerchantId, string OrderId, string RefundId, string EntryId) : WalletRecord;
