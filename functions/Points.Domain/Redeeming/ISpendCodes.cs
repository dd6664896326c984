using Points.Domain.Ledger;

namespace Points.Domain.Redeeming;

/// <summary>Where members' spend codes are kept until they are used in a commit of a wallet.</summary>
public interface ISpendCodes
{
    /// <summary>Replaces the member's code, if there is one.</summary>
    Task Put(SpendCode code, CancellationToken ct);
}
