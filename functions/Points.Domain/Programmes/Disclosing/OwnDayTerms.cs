using System.Collections.Immutable;
using Points.Domain.Programmes.Documents;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Writes how birthdays count that are changed (decision 30).</summary>
internal static class OwnDayTerms
{
    /// <summary>The kinds of birthdays on which the programme has benefits.</summary>
    public static ImmutableArray<OwnDay> ListKinds(ProgrammeTerms terms) =>
        [
            .. terms
                .Actions.Select(action => action.OwnDay)
                .Concat(ConditionPaths.List(terms).Select(it => it.When.OwnDay))
                .OfType<OwnDay>()
                .Where(kind => kind != OwnDay.SignUp)
                .Distinct()
                .Order(),
        ];

    public static BilingualName Text(ImmutableArray<OwnDay> kinds)
    {
        var days = OwnDaySpan.ChangeDelay.Days;
        var change = Bilingual(
            "生日权益在任意12个月内只在一天有效（赠送与其他权益分别计算）；2月29日的生日，平年按2月28日计算。"
                + $"修改后的生日自修改{days}天后才用于权益，此前仍按原生日；首次登记的生日立即有效。",
            "Birthday benefits are given on one day in any twelve months, with gifts counted apart; in common years"
                + $" 29 February is kept on the 28th. A birthday that is changed counts for them from {days} days after the change, and the"
                + " previous one until then. The first one that is given to us counts at once."
        );
        var pets = Bilingual(
            "宠物生日赠分在其次数上限内每只宠物各一次；其他宠物生日权益在12个月内只在一只宠物的生日有效。",
            "For pets, a gift is given once for each pet, within its limit; other benefits count on the birthday of one"
                + " pet in twelve months."
        );
        return kinds.Contains(OwnDay.PetBirthday) ? Bilingual(change.Zh + pets.Zh, $"{change.En} {pets.En}") : change;
    }
}
