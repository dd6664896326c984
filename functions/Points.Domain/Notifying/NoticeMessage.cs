using System.Globalization;
using Points.Domain.Reading;

namespace Points.Domain.Notifying;

/// <summary>Asks for one notice to be delivered, as a queue carries it.</summary>
/// <param name="Attempts">
/// How many there were when it was sent. A message whose notice has more has been handled before: the attempts that it
/// asks for are not made again.
/// </param>
public sealed record NoticeMessage(NoticeName Notice, int Attempts = 0)
{
    private const int AttemptsMax = 100;

    /// <summary>The same for the same message however often it is sent.</summary>
    public string MessageId =>
        Attempts == 0 ? Notice.ToString() : string.Create(CultureInfo.InvariantCulture, $"{Notice}~{Attempts}");

    public ReadOnlyMemory<byte> ToJson() =>
        ReadableJson.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("memberId", Notice.MemberId);
            json.WriteString("noticeId", Notice.NoticeId);
            if (Attempts > 0)
                json.WriteNumber("attempts", Attempts);
            json.WriteEndObject();
        });

    /// <summary>Reads a message's body; the faults say what is wrong with it.</summary>
    public static Read<NoticeMessage> Read(ReadOnlyMemory<byte> json) =>
        Fields.Read(
            json,
            fields => new NoticeMessage(
                new(fields.Id("memberId"), fields.Id("noticeId")),
                (int)fields.Whole("attempts", 0, AttemptsMax, absent: 0)
            )
        );
}
