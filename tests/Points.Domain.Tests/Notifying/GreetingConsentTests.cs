using Points.Domain.Ledger;
using Points.Domain.Notifying;
using Points.Domain.Programmes;

namespace Points.Domain.Tests.Notifying;

public sealed class GreetingConsentTests
{
    [Theory]
    [InlineData("1990-01-01", false, true)]
    [InlineData("2020-01-01", false, false)]
    [InlineData("2020-01-01", true, true)]
    public void A_greeting_is_sent_only_if_the_consent_counts(string born, bool byGuardian, bool isSent)
    {
        var birthDate = DateOnly.Parse(born, null);
        var member = Member.Unknown("m-1") with
        {
            BirthDate = birthDate,
            Consents = Consents.None.Change(
                new(null, Marketing: true, ByGuardian: byGuardian),
                ConsentGiver.Member,
                birthDate,
                Sample.Noon
            ),
        };
        var wallet = new WalletId("m-1", "shop");
        var gift = new Notice(
            Notice.CreateId(wallet, NoticeKind.Gift, "1"),
            wallet,
            NoticeKind.Gift,
            Sample.Noon,
            new("生日快乐", "Happy birthday"),
            new("积分", "Points"),
            0,
            [NoticeChannel.Push]
        );

        var step = ChannelSelection.SelectNext(gift, member, Sample.Terms, _ => true, Sample.Noon);

        Assert.Equal(isSent, step is DeliveryStep.Send);
    }
}
