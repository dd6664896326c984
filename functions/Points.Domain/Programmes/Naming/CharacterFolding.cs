using System.Text;

namespace Points.Domain.Programmes.Naming;

/// <summary>
/// Replaces a character by the plain one that people take it for: full width, accents, circles, letters of other
/// alphabets that look alike, and traditional Chinese. The app runs without culture data, so the normalization of .NET
/// changes nothing here.
/// </summary>
internal static class CharacterFolding
{
    /// <summary>Pairs of a character and its plain form, in lower case. Only what our words need.</summary>
    private const string Pairs =
        "àaáaâaãaäaåaāaçcčcèeéeêeëeēeìiíiîiïiīiıiñnòoóoôoõoöoøoōoùuúuûuüuūuýyÿyžzšs"
        + "аaвbеeкkмmнhоoрpсcтtуyхxіiјjѕsԛqԁdɡg"
        + "αaεeιiκkνvοoρpτtυuχx"
        + "⾦金金金⼈人⼊入⾸首⽤用⽩白⾏行"
        + "銀银行行轉转賬账帳账現现錢钱儲储值值預预購购禮礼紅红騰腾訊讯債债證证股股貨货幣币數数點点黃黄話话費费匯汇餘余額额"
        + "寶宝遊游戲戏註注冊册開开戶户會会員员歡欢還还財财貸贷電电虛虚擬拟穩稳獎奖條条鈔钞錠锭鉑铂兩两紙纸";

    private static readonly Dictionary<int, int> Plain = ReadPairs();

    /// <summary>The first characters of alphabets of 26 letters, such as circled and squared ones.</summary>
    private static readonly int[] Alphabets = [0x24B6, 0x24D0, 0x1F130, 0x1F150, 0x1F170];

    private const int LetterCount = 26;

    /// <returns>The plain form in lower case; the character itself in lower case if it has none.</returns>
    public static Rune Fold(Rune character)
    {
        var lower = Rune.ToLowerInvariant(FoldForm(character));
        return Plain.TryGetValue(lower.Value, out var plain) ? new(plain) : lower;
    }

    /// <summary>Full-width, circled, squared and mathematical forms of Latin letters and digits.</summary>
    private static Rune FoldForm(Rune character)
    {
        var value = character.Value;
        if (value is >= 0xFF01 and <= 0xFF5E)
            return new(value - 0xFF01 + '!');
        if (value is >= 0x2460 and <= 0x2468)
            return new(value - 0x2460 + '1');
        if (value is >= 0x1D400 and <= 0x1D6A3)
            return new((value - 0x1D400) % LetterCount + 'a');
        if (value is >= 0x1D7CE and <= 0x1D7FF)
            return new((value - 0x1D7CE) % 10 + '0');
        foreach (var first in Alphabets)
            if (value >= first && value < first + LetterCount)
                return new(value - first + 'a');
        return character;
    }

    private static Dictionary<int, int> ReadPairs()
    {
        var plain = new Dictionary<int, int>();
        for (var i = 0; i < Pairs.Length; i += 2)
            plain[Pairs[i]] = Pairs[i + 1];
        return plain;
    }
}
