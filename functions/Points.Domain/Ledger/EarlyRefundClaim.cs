namespace Points.Domain.Ledger;

/// <summary>One refund of an order whose purchase has not arrived.</summary>
/// <param name="RefundId">The merchant's number; null if an earlier version stored the refund.</param>
/// <param name="EntryId">The refund's ledger entry; null if an earlier version stored the refund.</param>
/// <param name="At">When the refund arrived; null if an earlier version stored the refund.</param>
public sealed record EarlyRefundClaim(RefundClaim Claim, string? RefundId, string? EntryId, DateTimeOffset? At);
