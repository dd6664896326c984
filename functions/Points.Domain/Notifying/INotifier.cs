using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Notifying;

/// <summary>Hands notices to what reaches telephones.</summary>
public interface INotifier
{
    /// <summary>Whether there is anything that takes messages for a channel.</summary>
    bool IsSetUp(NoticeChannel channel);

    /// <exception cref="InvalidOperationException">The channel is not set up.</exception>
    /// <returns>Null if the channel has taken it, now or with the same id before; else why not, in a word.</returns>
    Task<string?> Send(NoticeChannel channel, OutgoingNotice notice, CancellationToken ct);
}

/// <summary>A notice as a channel gets it, in the member's language.</summary>
/// <param name="NoticeKey">With the channel's name, what a gateway tells repeats by.</param>
/// <param name="Locale"><c>zh</c> or <c>en</c>: of title and text.</param>
/// <param name="At">When it was written.</param>
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
