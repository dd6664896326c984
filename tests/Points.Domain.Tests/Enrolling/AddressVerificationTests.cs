using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Enrolling;

/// <summary>How an address was verified is kept until the address changes.</summary>
public sealed class AddressVerificationTests
{
    private static readonly AddressVerification BySms = new(VerificationMethod.SmsCode, Noon);

    private static readonly Member Ming = Member.Unknown("m-1") with
    {
        Phone = "13800138000",
        PhoneVerified = BySms,
        Email = "ming@example.cn",
        EmailVerified = BySms,
        LedgerKey = KeyOfMing,
    };

    [Fact]
    public void Another_way_to_write_the_address_keeps_it_verified()
    {
        var patched = Patch(new() { Phone = "+86 138-0013-8000", Email = "Ming@Example.cn" });

        Assert.Equal((BySms, BySms), (patched.PhoneVerified, patched.EmailVerified));
    }

    [Fact]
    public void Another_address_is_not_verified()
    {
        var patched = Patch(new() { Phone = "13900139000", Email = (string?)null });

        Assert.Equal((null, null), (patched.PhoneVerified, patched.EmailVerified));
    }

    [Fact]
    public void An_address_can_be_changed_and_verified_at_once()
    {
        var byOperator = new AddressVerification(VerificationMethod.Operator, Noon);

        Assert.Equal(byOperator, Patch(new() { Phone = "13900139000", PhoneVerified = byOperator }).PhoneVerified);
    }

    [Fact]
    public void What_is_no_address_cannot_be_verified()
    {
        Assert.Equal("phoneVerified", FieldRefused(new() { Phone = "138", PhoneVerified = BySms }));
        Assert.Equal("emailVerified", FieldRefused(new() { Email = (string?)null, EmailVerified = BySms }));
        Assert.Null(Command(new() { PhoneVerified = BySms }).FindRefusal(Ming, Noon));
    }

    private static string? FieldRefused(ProfilePatch patch) =>
        (Command(patch).FindRefusal(Ming, Noon) as Refusal.Invalid)?.Field;

    private static Member Patch(ProfilePatch patch) => Command(patch).ApplyTo(Ming, KeyOfMing, Noon);

    private static ChangeProfile Command(ProfilePatch patch) => new("m-1", patch, ConsentGiver.Operator);
}
