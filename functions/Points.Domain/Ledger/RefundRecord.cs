namespace Points.Domain.Ledger;

/// <summary>
/// A merchant's refund that has counted. It is created in the same commit as its entry, and its id is unique, so the
/// refund counts once.
/// </summary>
public sealed record RefundRecord(string MerchantId, string OrderId, string RefundId, string EntryId) : WalletRecord;
