using Points.Domain.Deciding;

namespace Points.Domain.Refunding;

/// <summary>That a merchant's refund has counted, created in the same commit as its entry: it counts once.</summary>
public sealed record RefundReceipt(string MerchantId, string OrderId, string RefundId, string EntryId) : Record;
