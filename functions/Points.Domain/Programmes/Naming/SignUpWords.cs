namespace Points.Domain.Programmes.Naming;

/// <summary>
/// Recognises gifts for joining by their names and ids, whatever kind they state (law L11): a second net beside
/// <see cref="ActionKind.SignUp"/>.
/// </summary>
internal static class SignUpWords
{
    private static readonly string[] English = ProhibitedWords.Split(
        """
        signup signingup newcomer newmember newuser newcustomer newjoiner newregistration welcome firsttime firstlogin
        firstsignin registration registergift registerbonus registerreward joining joingift joinbonus joinreward joinus
        joinclub joinprogramme joinprogram enrol enroll enrolment enrollment enrolling onboarding opencard cardopening
        openaccount accountopening newcard newaccount cardactivation activatecard accountactivation firstactivation
        becomeamember becomemember startergift starterbonus
        """
    );

    private static readonly string[] Chinese = ProhibitedWords.Split(
        "新人 新会员 新用户 新客 新手礼 迎新 注册 开卡 办卡 申卡 绑卡 开户 入会 加入会员 加入计划 首次 首登 首绑 激活 见面礼 欢迎"
    );

    /// <summary>迎新春 greets the spring, and 开户外 begins an outing.</summary>
    private static readonly string[] Innocent = ["迎新春", "迎新年", "开户外", "创新人"];

    private static readonly string[] Whole = ["join", "register", "activate", "activation", "starter", "加入", "新手"];

    public static bool AreIn(string? text)
    {
        if (text is null)
            return false;
        var name = ComparableText.From(text);
        var chinese = Innocent.Aggregate(name.Joined, (rest, word) => rest.Replace(word, "", StringComparison.Ordinal));
        return English.Any(name.HasWords)
            || Whole.Contains(name.Joined, StringComparer.Ordinal)
            || Chinese.Any(word => chinese.Contains(word, StringComparison.Ordinal));
    }
}
