using Points.Domain.Ledger;

namespace Points.Cosmos;

/// <summary>A refund that waits for its purchase, as its merchant sees it.</summary>
/// <param name="MemberId">The member that the refund names; null if that member was erased.</param>
/// <param name="SortKey">Orders the list by time; unique.</param>
public sealed record WaitingRefund(
    string? MemberId,
    string ProgrammeId,
    string MerchantId,
    string OrderId,
    string RefundId,
    string EntryId,
    RefundClaim Claim,
    DateTimeOffset At,
    string SortKey
);
