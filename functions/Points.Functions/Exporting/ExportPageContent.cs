using Points.Cosmos.Exporting;
using Points.Domain;
using Points.Functions.Terms;

namespace Points.Functions.Exporting;

/// <summary>What the page of an export shows, in one language.</summary>
public sealed class ExportPageContent
{
    private ExportPageContent(Language language, IReadOnlyList<ExportPageSection> sections) =>
        (Language, Sections) = (language, sections);

    public Language Language { get; }

    /// <summary>The language as HTML names it.</summary>
    public string HtmlLanguage => Language == Language.Chinese ? "zh-CN" : "en";

    public string Title => TextOf(new("我的数据", "What is kept about you"));

    public required string MemberId { get; init; }

    public required string ExportedAt { get; init; }

    public string Introduction =>
        TextOf(
            new(
                $"会员号 {MemberId}，导出时间 {ExportedAt}。这里是本系统保存的与您有关的全部信息。其他人的信息不在其中，工作人员只列出身份。",
                $"Member {MemberId}, exported on {ExportedAt}. This is everything that is kept about you. "
                    + "It has nothing about other people, and names staff only by their role."
            )
        );

    public string Contents => TextOf(new("目录", "Contents"));

    public IReadOnlyList<ExportPageSection> Sections { get; }

    /// <summary>Reads all lists; of long ones it keeps the newest items.</summary>
    /// <param name="names">The names of programmes, by id.</param>
    /// <exception cref="StoreBusyException">The store throttles.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    internal static async Task<ExportPageContent> Read(
        MemberExport export,
        IReadOnlyDictionary<string, BilingualName> names,
        Language language,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var text = new ExportText(language);
        var sections = new List<ExportPageSection>
        {
            ExportPageSection.OfItem("profile", text.In(new("个人资料", "Profile")), text.ItemOf(export.Profile)),
        };
        foreach (var programme in export.Programmes)
        {
            var name = names.TryGetValue(programme.ProgrammeId, out var known) ? text.In(known) : programme.ProgrammeId;
            if (programme.Wallet is { } wallet)
                sections.Add(
                    ExportPageSection.OfItem(
                        $"wallet-{programme.ProgrammeId}",
                        $"{name} · {text.In(new("积分账户", "Wallet"))}",
                        text.ItemOf(wallet)
                    )
                );
            foreach (var list in programme.Lists)
                await Add(list, $"{list.Name}-{programme.ProgrammeId}", $"{name} · ");
        }
        foreach (var list in export.Lists)
            await Add(list, list.Name, "");
        sections.Add(ExportPageSection.OfKinds(export.NotIncluded, text));
        return new(language, sections) { MemberId = export.MemberId, ExportedAt = ExportText.TimeOf(now) };

        async Task Add(ExportList list, string id, string before)
        {
            if (await ExportPageSection.Read(list, id, before, text, ct) is { } section)
                sections.Add(section);
        }
    }

    private string TextOf(BilingualName text) => Language.TextOf(text);
}
