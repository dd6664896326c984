namespace Points.Domain.Ledger;

/// <summary>The voucher that a redemption issued, as its holder shows it: an unguessable code for one use.</summary>
/// <param name="ExpiresOn">The last day of use; null if it never expires.</param>
public sealed record VoucherIssued(string Code, DateOnly? ExpiresOn);

/// <summary>A voucher or coupon that a member took for points.</summary>
/// <param name="MinimumBill">The smallest bill that it can pay; null for any bill.</param>
/// <param name="Use">Null until the voucher is used.</param>
public sealed record Voucher(string Code, DateOnly? ExpiresOn, Fen? MinimumBill, VoucherUse? Use)
{
    public bool HasExpired(DateOnly today) => ExpiresOn < today;
}

/// <summary>The one use of a voucher.</summary>
/// <param name="Reference">The merchant's reference of the sale.</param>
public sealed record VoucherUse(DateTimeOffset At, string Reference, string EntryId);
