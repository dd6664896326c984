namespace Points.Domain.Ledger;

/// <summary>The redemption that a voucher's code belongs to. A till has only the code.</summary>
public sealed record VoucherLocation(string MemberId, string ProgrammeId, string RedemptionId);
