namespace Points.Domain.Ledger;

/// <summary>What a voucher's holder shows: an unguessable code, good for one use.</summary>
/// <param name="ExpiresOn">Its last day; null where it has none.</param>
public sealed record VoucherIssued(string Code, DateOnly? ExpiresOn);

/// <summary>A voucher or coupon had for points.</summary>
/// <param name="MinimumBill">The least bill it is taken for; null for every bill.</param>
/// <param name="Use">Null until it is used.</param>
public sealed record Voucher(string Code, DateOnly? ExpiresOn, Fen? MinimumBill, VoucherUse? Use)
{
    public bool HasExpired(DateOnly today) => ExpiresOn < today;
}

/// <param name="Reference">The merchant's, of the sale.</param>
public sealed record VoucherUse(DateTimeOffset At, string Reference, string EntryId);

/// <summary>Where a voucher is kept: codes are looked up before anyone knows whose they are.</summary>
public sealed record VoucherLocation(string MemberId, string ProgrammeId, string RedemptionId);
