using Points.Domain.Ledger;

namespace Points.Domain.Redeeming;

/// <summary>Finds vouchers, by their codes and by their members.</summary>
public interface IVouchers
{
    /// <returns>Null if no voucher has that code.</returns>
    Task<VoucherLocation?> FindByCode(string code, CancellationToken ct);

    /// <summary>A member's redemptions that gave a voucher, newest first, at most <paramref name="limit"/>, issued before that moment.</summary>
    /// <param name="before">In microseconds since 1970, as <see cref="IssuedAtMicroseconds"/> counts.</param>
    Task<IReadOnlyList<Redemption>> ListByMember(string memberId, long before, int limit, CancellationToken ct);

    /// <summary>The number by which vouchers are listed: whole, and small enough to be one in JSON.</summary>
    static long IssuedAtMicroseconds(Redemption redemption) => Microseconds.Since1970(redemption.At);
}
