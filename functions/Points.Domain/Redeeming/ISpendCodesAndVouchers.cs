using Points.Domain.Ledger;

namespace Points.Domain.Redeeming;

/// <summary>Stores members' spend codes, and finds vouchers by their codes and by their members.</summary>
public interface ISpendCodesAndVouchers
{
    /// <summary>
    /// Stores a member's spend code in place of the previous one. The commit of a redemption uses it up.
    /// </summary>
    Task PutSpendCode(SpendCode code, CancellationToken ct);

    /// <returns>Null if no voucher has this code.</returns>
    Task<VoucherLocation?> FindVoucher(string code, CancellationToken ct);

    /// <summary>
    /// Lists a member's redemptions that issued a voucher before <paramref name="before"/>, newest first, at most
    /// <paramref name="limit"/>.
    /// </summary>
    /// <param name="before">In microseconds since 1970, see <see cref="IssuedAtMicroseconds"/>.</param>
    Task<IReadOnlyList<Redemption>> ListVouchers(string memberId, long before, int limit, CancellationToken ct);

    /// <summary>The number by which vouchers are sorted. It is whole, and small enough for a JSON number.</summary>
    static long IssuedAtMicroseconds(Redemption redemption) => Microseconds.Since1970(redemption.At);
}
