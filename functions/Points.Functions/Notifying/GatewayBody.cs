using Points.Domain.Notifying;
using Points.Domain.Programmes;

namespace Points.Functions.Notifying;

/// <summary>A notice as a gateway gets it.</summary>
/// <param name="Phone">Only for the SMS channel, which needs it; else null (law L14).</param>
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
    public static GatewayBody From(NoticeChannel channel, OutgoingNotice it) =>
        new(
            it.NoticeKey.ToString(),
            EnumNames.NameOf(channel),
            it.NoticeKey.MemberId,
            channel == NoticeChannel.Sms ? it.Phone : null,
            it.Locale,
            it.Title,
            it.Text,
            EnumNames.NameOf(it.Kind),
            it.ProgrammeId,
            it.At
        );
}
