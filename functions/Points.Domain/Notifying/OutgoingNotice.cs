using Points.Domain.Ledger;

namespace Points.Domain.Notifying;

/// <summary>A notice as a channel gets it, in the member's language.</summary>
/// <param name="NoticeKey">With the channel's name, the id by which a gateway recognises a repeat.</param>
/// <param name="Locale">The language of title and text: <c>zh</c> or <c>en</c>.</param>
/// <param name="At">When the notice was created.</param>
public sealed record OutgoingNotice(
    NoticeKey NoticeKey,
    string? Phone,
    string Locale,
    string Title,
    string Text,
    NoticeKind Kind,
    string ProgrammeId,
    DateTimeOffset At
)
{
    public static OutgoingNotice Create(Notice notice, Member member) =>
        new(
            notice.Key,
            member.Phone,
            BilingualName.LanguageOf(member.Locale),
            notice.Title.In(member.Locale),
            notice.Text.In(member.Locale),
            notice.Kind,
            notice.Wallet.ProgrammeId,
            notice.At
        );
}
