using System.Collections.Immutable;
using System.Reflection;
using Points.Domain.Earning;
using Points.Domain.Expiring;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;
using Points.Domain.Programmes.Rules;
using Points.Domain.Redeeming;

namespace Points.Domain.Tests.Programmes.Disclosing;

/// <summary>
/// Numbers that the code has and no document states: the terms name each that members feel, and for each other a reason
/// says why not.
/// </summary>
public sealed partial class DisclosedConstantsTests
{
    private static readonly string[] Namespaces =
    [
        "Points.Domain",
        "Points.Domain.Programmes",
        "Points.Domain.Programmes.Rules",
        "Points.Domain.Ledger",
        "Points.Domain.Earning",
        "Points.Domain.Redeeming",
        "Points.Domain.Refunding",
        "Points.Domain.Families",
        "Points.Domain.Expiring",
        "Points.Domain.Reviewing",
        "Points.Domain.Enrolling",
        "Points.Domain.Granting",
    ];

    /// <summary>The constant, and the piece of a sentence that has its value.</summary>
    private static readonly (string Constant, string Zh, string En)[] Disclosed =
    [
        (
            "NoticePeriod.Length",
            $"满{NoticePeriod.Length.Days}天后才能生效",
            $"{NoticePeriod.Length.Days} days after the last"
        ),
        (
            "ReturnTerms.UsableDaysMin",
            $"至少还有{ReturnTerms.UsableDaysMin}天可用",
            $"at least {ReturnTerms.UsableDaysMin} days from then"
        ),
        (
            "HoldTerms.HoursMaxDefault",
            $"最长可预留{HoldTerms.HoursMaxDefault}小时",
            $"held for at most {HoldTerms.HoursMaxDefault} hours"
        ),
        (
            "HoldTerms.PiecesMaxDefault",
            $"同时最多预留{HoldTerms.PiecesMaxDefault}份",
            $"at most {HoldTerms.PiecesMaxDefault} held at once"
        ),
        ("HoldTerms.HoursMaxMax", $"最长{HoldTerms.HoursMaxMax / 24}天", $"{HoldTerms.HoursMaxMax / 24} days at most"),
        (
            "HoldTerms.CountedTimesAfterwards",
            $"预留时长{HoldTerms.CountedTimesAfterwards}倍",
            $"{HoldTerms.CountedTimesAfterwards} times as long as you held"
        ),
        (
            "HoldTerms.CountedAfterwardsMax",
            $"最多{HoldTerms.CountedAfterwardsMax.Days}天",
            $"at most {HoldTerms.CountedAfterwardsMax.Days} days"
        ),
        (
            "Redeem.HoldDurationDefault",
            $"未指定时间的预留{Redeem.HoldDurationDefault.TotalHours}小时",
            $"A hold lasts {Redeem.HoldDurationDefault.TotalHours} hours"
        ),
        (
            "Redeem.HoldDurationMax",
            $"最长{Redeem.HoldDurationMax.Days}天",
            $"{Redeem.HoldDurationMax.Days} days at most"
        ),
        ("Hold.CountMax", $"同时最多{Hold.CountMax}项", $"at most {Hold.CountMax} holds at once"),
        (
            "SpendCode.ValidFor",
            $"{SpendCode.ValidFor.TotalSeconds}秒内有效",
            $"{SpendCode.ValidFor.TotalSeconds} seconds"
        ),
        (
            "RegisteredFamily.MembersMax",
            $"最多{RegisteredFamily.MembersMax}人",
            $"at most {RegisteredFamily.MembersMax} members"
        ),
        (
            "OwnDayGiftRun.LateDaysMax",
            $"最迟在{OwnDayGiftRun.LateDaysMax}天内补发",
            $"within {OwnDayGiftRun.LateDaysMax} days"
        ),
        (
            "OwnDaySpan.ChangeDelay",
            $"修改{OwnDaySpan.ChangeDelay.Days}天后",
            $"{OwnDaySpan.ChangeDelay.Days} days after the change"
        ),
        ("ReminderSchedule.DaysAhead", Days("天、", "天和", "天"), Days(" days, ", " days and ", " day")),
        (
            "EarningTerms.LateDaysDefault",
            $"消费后{EarningTerms.LateDaysDefault}天内",
            $"up to {EarningTerms.LateDaysDefault} days after"
        ),
        (
            "ContactTerms.AnswerDaysDefault",
            $"在{ContactTerms.AnswerDaysDefault}天内答复",
            $"We answer within {ContactTerms.AnswerDaysDefault} days"
        ),
        (
            "ComplaintTerms.OpenMax",
            $"待答复的投诉最多{ComplaintTerms.OpenMax}件",
            $"at most {ComplaintTerms.OpenMax} complaints"
        ),
        ("GuardianAge.Years", $"未满{GuardianAge.Years}周岁的会员", $"members under {GuardianAge.Years}"),
        ("TierReviewSchedule.TierMonthsMin", "每月最多降一级", "at most one tier a month"),
    ];

    [Fact]
    public void Every_constant_that_touches_members_is_in_a_sentence_in_both_languages()
    {
        var document = CompleteDocument.Change(
            CompleteDocument.WithChange("earning.lateDays", null),
            "rewards[0].limits",
            null
        );
        Assert.True(CompleteDocument.Read(document).TryGetValue(out var terms));
        var items = Disclosure.Create(terms).Sections.SelectMany(section => section.Items).ToArray();

        Assert.All(
            Disclosed,
            it =>
                Assert.Contains(
                    items,
                    item =>
                        item.Zh.Contains(it.Zh, StringComparison.Ordinal)
                        && item.En.Contains(it.En, StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public void Every_other_constant_has_a_reason_why_the_terms_do_not_name_it()
    {
        var known = NotDisclosed
            .SelectMany(it => it.Constants)
            .Concat(Disclosed.Select(it => it.Constant))
            .ToHashSet(StringComparer.Ordinal);
        var unknown = ListConstants().Where(it => !known.Contains(it)).ToArray();

        Assert.Empty(Disclosed.Select(it => it.Constant).Except(ListConstants()));
        Assert.True(unknown.Length == 0, $"name them in the terms, or say here why not:\n{string.Join('\n', unknown)}");
    }

    private static IEnumerable<string> ListConstants() =>
        typeof(ProgrammeTerms)
            .Assembly.GetTypes()
            .Where(type => Namespaces.Contains(type.Namespace, StringComparer.Ordinal) && !type.IsEnum)
            .SelectMany(type =>
                type.GetFields(
                    BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                )
            )
            .Where(field =>
                (field.IsLiteral || field.IsInitOnly) && !field.Name.StartsWith('<') && IsNumber(field.FieldType)
            )
            .Select(field => $"{field.DeclaringType!.Name}.{field.Name}")
            .Order(StringComparer.Ordinal);

    private static bool IsNumber(Type type) =>
        type == typeof(int)
        || type == typeof(long)
        || type == typeof(decimal)
        || type == typeof(TimeSpan)
        || type == typeof(ImmutableArray<int>);

    private static string Days(string comma, string and, string end)
    {
        var days = ReminderSchedule.DaysAhead;
        return $"{days[0]}{comma}{days[1]}{and}{days[2]}{end}";
    }
}
