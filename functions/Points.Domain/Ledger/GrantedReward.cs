namespace Points.Domain.Ledger;

/// <summary>The voucher or coupon that a grant gave.</summary>
/// <param name="HonouredBy">The merchant that accepts it.</param>
/// <param name="Worth">What it is worth to the member.</param>
public sealed record GrantedReward(
    string RedemptionId,
    string RewardId,
    string HonouredBy,
    Fen Worth,
    VoucherIssued Voucher
);

/// <summary>The grant that a member has a voucher from.</summary>
/// <param name="PaidBy">The merchant that pays when the voucher is used.</param>
public sealed record GrantSource(string GrantId, string PaidBy);
