using Points.Domain.Ports;
using Points.Domain.Programmes;

namespace Points.Functions.Notifying;

/// <summary>A notice as gateways get it.</summary>
/// <param name="Phone">For the channel that needs it, and no other (law L14).</param>
internal sealed record GatewayBody(
    string NoticeId,
    string Channel,
    string MemberId,
    string? Phone,
    string Locale,
    string Title,
    string Text,
    string Kind,
    string ProgrammeId,
    DateTimeOffset At
)
{
    public static GatewayBody Of(NoticeChannel channel, OutgoingNotice it) =>
        new(
            it.NoticeId.ToString(),
            Names.Of(channel),
            it.NoticeId.MemberId,
            channel == NoticeChannel.Sms ? it.Phone : null,
            it.Locale,
            it.Title,
            it.Text,
            Names.Of(it.Kind),
            it.ProgrammeId,
            it.At
        );
}
