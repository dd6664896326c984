using System.Text.Json;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;

namespace Points.Domain.Tests.Programmes.Disclosing;

/// <summary>
/// The terms text is written from what the engine runs: every change that affects members shows in it.
/// </summary>
public sealed class DisclosureTests
{
    private static readonly ProgrammeTerms Terms = Read(JsonDocument.Parse(CompleteDocument.Document).RootElement);

    public static TheoryData<int> EveryChange => [.. Enumerable.Range(0, DisclosedFields.Changes.Length)];

    [Theory]
    [MemberData(nameof(EveryChange))]
    public void A_change_of_the_document_changes_the_text_in_both_languages(int index)
    {
        var change = DisclosedFields.Changes[index];
        var (field, path, json, from) = change;
        var document = CompleteDocument.WithChange(change.Given.Path, change.Given.Json);
        if (from is not null)
            document = CompleteDocument.Change(document, path, from);
        var before = Disclosure.Create(Read(document));
        var after = Disclosure.Create(Read(CompleteDocument.Change(document, path, json)));

        if (!field.EndsWith(".en", StringComparison.Ordinal))
            Assert.True(
                Text(before, item => item.Zh) != Text(after, item => item.Zh),
                $"Chinese says nothing of {field}"
            );
        if (!field.EndsWith(".zh", StringComparison.Ordinal))
            Assert.True(
                Text(before, item => item.En) != Text(after, item => item.En),
                $"English says nothing of {field}"
            );
    }

    [Fact]
    public void The_terms_say_something_of_every_field_of_the_schema_or_a_reason_says_why_not()
    {
        var changed = DisclosedFields.Changes.Select(it => it.Field).ToHashSet(StringComparer.Ordinal);
        var fields = SchemaFields.ListAll();

        AssertNone(
            "the terms say nothing of, and no reason says why",
            (
                fields.Where(it =>
                    !changed.Contains(it) && !DisclosedFields.NotDisclosed.Any(reason => Matches(reason.Field, it))
                )
            )
        );
        AssertNone("the schema has no such field", (changed.Where(it => !fields.Contains(it, StringComparer.Ordinal))));
        AssertNone(
            "the schema has no such field, or the terms do say something of it",
            (
                DisclosedFields
                    .NotDisclosed.Select(it => it.Field)
                    .Where(it => changed.Contains(it) || !fields.Any(field => Matches(it, field)))
            )
        );
        Assert.All(DisclosedFields.NotDisclosed, it => Assert.NotEmpty(it.Why));
    }

    private static void AssertNone(string fault, IEnumerable<string> fields)
    {
        var all = string.Join('\n', fields);
        Assert.True(all.Length == 0, $"{fault}:\n{all}");
    }

    private static bool Matches(string pattern, string field) =>
        pattern.EndsWith('*') ? field.StartsWith(pattern[..^1], StringComparison.Ordinal) : field == pattern;

    [Fact]
    public void Every_sentence_is_written_in_both_languages()
    {
        var items = Disclosure
            .Create(Terms)
            .Sections.SelectMany(section => section.Items.Prepend(section.Title))
            .ToArray();

        Assert.True(items.Length > 40);
        Assert.All(
            items,
            item => Assert.EndsWith(item.Zh.EndsWith('。') ? "." : item.En, item.En, StringComparison.Ordinal)
        );
        Assert.All(items, item => Assert.DoesNotMatch("[\u4e00-\u9fff]", item.En));
    }

    [Fact]
    public void Rates_and_their_conditions_are_written_as_plain_sentences()
    {
        var earning = Disclosure
            .Create(
                Read(
                    CompleteDocument.WithChange(
                        "earning.multipliers[0].when",
                        """{ "from": "2027-03-15", "to": "2027-03-21", "ageAtLeast": 60 }"""
                    )
                )
            )
            .Sections.Single(section => section.Id == "earning");

        Assert.Contains(
            new(
                "2倍积分，仅限2027年3月15日至3月21日（含首尾两日），且仅限年满60周岁的会员"
                    + "（按使用服务当天计算，没有使用日期的按购买当天）。",
                "2 times the points, only from 15 March to 21 March 2027, both days included, and only for"
                    + " members aged 60 or over on the day of service, or else on the day of purchase."
            ),
            earning.Items
        );
        Assert.Contains(new("现金实付每1元积1分。", "1 point for each ¥1 paid in cash."), earning.Items);
    }

    [Theory]
    [InlineData("小店", "小店积分规则")]
    [InlineData("绿色积分", "绿色积分规则")]
    public void The_title_says_once_that_it_is_about_points(string name, string title) =>
        Assert.Equal(title, Disclosure.Create(Read(CompleteDocument.WithChange("name.zh", $"\"{name}\""))).Title.Zh);

    [Theory]
    [InlineData(
        "\"2026-12-30\"",
        "\"2027-01-02\"",
        "2026年12月30日至2027年1月2日",
        "30 December 2026 to 2 January 2027"
    )]
    [InlineData("\"2027-01-30\"", "\"2027-02-20\"", "2027年1月30日至2月20日", "30 January to 20 February 2027")]
    public void A_span_of_days_names_the_year_once_if_there_is_one(string from, string to, string zh, string en)
    {
        var when = $"{{ \"from\": {from}, \"to\": {to} }}";
        var multiplier = Disclosure
            .Create(Read(CompleteDocument.WithChange("earning.multipliers[0].when", when)))
            .Sections.Single(section => section.Id == "earning")
            .Items[3];

        Assert.Equal(
            new($"2倍积分，仅限{zh}（含首尾两日）。", $"2 times the points, only from {en}, both days included."),
            multiplier
        );
    }

    [Fact]
    public void Every_row_of_a_table_stands_for_the_sentence_with_its_number()
    {
        var sections = Disclosure.Create(Terms).Sections;

        Assert.Equal(["tiers", "rewards"], sections.Where(it => it.Table is not null).Select(it => it.Id));
        foreach (var (table, section) in sections.Where(it => it.Table is not null).Select(it => (it.Table!, it)))
        {
            Assert.Equal(section.Items.Length - table.Rows.Length, section.ItemsBesideTable.Length);
            Assert.All(
                table.Rows.Zip(section.Items),
                pair =>
                {
                    Assert.Equal(table.Columns.Length, pair.First.Cells.Length);
                    Assert.StartsWith(pair.First.Cells[0].Single().Zh, pair.Second.Zh, StringComparison.Ordinal);
                }
            );
        }
    }

    [Fact]
    public void What_no_call_does_is_not_promised()
    {
        var text = Text(Disclosure.Create(Terms), item => item.Zh + item.En);

        Assert.DoesNotContain("导出", text, StringComparison.Ordinal);
        Assert.DoesNotContain("export", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "\"spendFen\": 500000, \"visits\": 6",
        "近12个月现金消费满¥5,000且消费满6次",
        "¥5,000 spent in cash and 6 purchases in the last 12 months"
    )]
    [InlineData("\"spendFen\": 100000", "近12个月现金消费满¥1,000", "¥1,000 spent in cash in the last 12 months")]
    [InlineData("\"visits\": 1", "近12个月消费满1次", "1 purchase in the last 12 months")]
    public void A_tier_names_only_the_thresholds_it_has(string thresholds, string zh, string en)
    {
        var level = $"{{ \"tier\": \"gold\", {thresholds} }}";

        var tiers = Disclosure
            .Create(Read(CompleteDocument.WithChange("tiers.levels[1]", level)))
            .Sections.Single(section => section.Id == "tiers");

        Assert.Contains(new($"gold：{zh}。", $"gold: {en}."), tiers.Items);
    }

    [Fact]
    public void A_single_point_or_time_is_singular_in_English()
    {
        var actions = Disclosure
            .Create(
                Read(
                    CompleteDocument.WithChange(
                        "actions[0]",
                        """{ "action": "share", "points": 1, "limit": { "times": 1, "per": "month" } }"""
                    )
                )
            )
            .Sections.Single(section => section.Id == "actions");

        Assert.Equal(
            [new BilingualName("share：每次1分，每月最多1次。", "share: 1 point, at most once per calendar month.")],
            actions.Items
        );
    }

    private static string Text(Disclosure it, Func<BilingualName, string> language) =>
        string.Join('\n', it.Sections.SelectMany(section => section.Items).Prepend(it.Title).Select(language));

    private static ProgrammeTerms Read(JsonElement document)
    {
        var read = CompleteDocument.Read(document);
        return read.TryGetValue(out var terms) ? terms : throw new InvalidDataException(read.Errors.ToString());
    }
}
