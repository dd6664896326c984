using System.Text;
using Points.Domain.Ledger;
using Points.Domain.Notifying;

namespace Points.Domain.Tests.Notifying;

/// <summary>The messages of the notices queue.</summary>
public sealed class DeliverNoticeTests
{
    [Fact]
    public void A_message_is_read_back_as_sent_and_counts_the_attempts_before_it()
    {
        var message = new DeliverNotice(new("m-1", "n-abc"), 4);

        Assert.Equal(("m-1~n-abc", "m-1~n-abc~4"), ((message with { Attempts = 0 }).MessageId, message.MessageId));
        Assert.True(DeliverNotice.Read(message.ToJson()).TryGetValue(out var read));
        Assert.Equal(message, read);
        Assert.Equal(
            """{"memberId":"m-1","noticeId":"n-abc"}""",
            Encoding.UTF8.GetString((message with { Attempts = 0 }).ToJson().Span)
        );
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("""{"memberId":"m-1"}""")]
    [InlineData("""{"memberId":"a b","noticeId":"n-1"}""")]
    [InlineData("""{"memberId":"m-1","noticeId":"n-1","attempts":-1}""")]
    public void An_invalid_message_is_refused(string json) =>
        Assert.False(DeliverNotice.Read(Encoding.UTF8.GetBytes(json)).TryGetValue(out _));

    [Theory]
    [InlineData("m-1~n-abc", true)]
    [InlineData("m-1", false)]
    [InlineData("m-1~n-abc~sms", false)]
    [InlineData("~n-abc", false)]
    [InlineData("m 1~n-abc", false)]
    public void A_notice_key_has_the_ids_of_member_and_notice(string text, bool isKey) =>
        Assert.Equal(isKey ? text : null, NoticeKey.Parse(text)?.ToString());
}
