using Points.Domain.Reading;

namespace Points.Domain.Notifying;

/// <summary>Which notice, and whose: together the id that gateways and readers know, <c>{memberId}~{noticeId}</c>.</summary>
public sealed record NoticeName(string MemberId, string NoticeId)
{
    private const char Separator = '~';

    /// <returns>Null if it is no such id.</returns>
    public static NoticeName? Parse(string text) =>
        text.Split(Separator) is [var memberId, var noticeId] && Fields.IsId(memberId) && Fields.IsId(noticeId)
            ? new(memberId, noticeId)
            : null;

    public override string ToString() => $"{MemberId}{Separator}{NoticeId}";
}
