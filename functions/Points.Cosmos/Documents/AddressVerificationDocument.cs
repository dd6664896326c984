using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>How an address in a profile was verified.</summary>
internal sealed record AddressVerificationDocument(string By, DateTimeOffset At)
{
    public static AddressVerificationDocument? FromOrNull(AddressVerification? it) =>
        it is null ? null : new(it.By.ToString(), it.At);

    public AddressVerification ToVerification() => new(StoredEnum.Parse<VerificationMethod>(By), At);
}
