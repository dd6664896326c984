using System.Collections.Frozen;
using Points.Domain;

namespace Points.Functions.Exporting;

/// <summary>What the fields and lists of an export are called on its page.</summary>
internal static partial class ExportWords
{
    private static readonly FrozenDictionary<string, BilingualName> Fields = FieldsAToM()
            .Concat(FieldsNToZ())
            .ToFrozenDictionary(StringComparer.Ordinal),
        Lists = AllLists().ToFrozenDictionary(StringComparer.Ordinal);

    /// <returns>Null for a name that no field has: a word of a caller's.</returns>
    public static BilingualName? FindField(string name) => Fields.GetValueOrDefault(name);

    public static BilingualName OfList(string name) => Lists[name];

    /// <summary>The lists.</summary>
    private static Dictionary<string, BilingualName> AllLists() =>
        new(StringComparer.Ordinal)
        {
            ["entries"] = new("积分流水", "Ledger entries"),
            ["orders"] = new("订单", "Orders"),
            ["earlyRefunds"] = new("先于消费到达的退款", "Refunds before their purchase"),
            ["actions"] = new("已计入的行为", "Actions that counted"),
            ["references"] = new("已计入的凭证", "References that counted"),
            ["redemptions"] = new("兑换与券", "Rewards and vouchers"),
            ["transfers"] = new("家庭内转赠", "Transfers within the family"),
            ["refunds"] = new("退款", "Refunds"),
            ["spendCodes"] = new("付款码", "Spend code"),
            ["notices"] = new("通知", "Notices"),
            ["complaints"] = new("投诉", "Complaints"),
            ["messagesOfMerchants"] = new("商户发来的消息", "Messages of merchants"),
            ["waitingRefunds"] = new("等待消费的退款", "Refunds that wait for their purchase"),
            ["withheldCompensation"] = new("未发放的补偿", "Withheld compensation"),
            ["acts"] = new("其他操作", "What else was done"),
            ["approvals"] = new("审批", "Approvals"),
            ["journalOfStaff"] = new("工作人员操作日志", "Journal of staff"),
            ["setAside"] = new("未能处理的记录", "Documents that could not be processed"),
        };
}
