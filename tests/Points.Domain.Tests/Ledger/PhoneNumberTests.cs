using Points.Domain.Ledger;

namespace Points.Domain.Tests.Ledger;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("13800138000")]
    [InlineData("138 0013 8000")]
    [InlineData("138-0013-8000")]
    [InlineData("+8613800138000")]
    [InlineData("+86 138 0013 8000")]
    [InlineData("8613800138000")]
    [InlineData("008613800138000")]
    [InlineData("0086 138-0013-8000")]
    public void Different_ways_to_write_a_mainland_number_are_the_same(string text) =>
        Assert.Equal("+8613800138000", PhoneNumber.Normalise(text));

    [Theory]
    [InlineData("010-12345678", "+861012345678")]
    [InlineData("0755 8888 6666", "+8675588886666")]
    [InlineData("+86 010 1234 5678", "+861012345678")]
    public void A_landline_needs_its_area_code(string text, string number) =>
        Assert.Equal(number, PhoneNumber.Normalise(text));

    [Theory]
    [InlineData("+1 415 555 0100", "+14155550100")]
    [InlineData("00852 2345 6789", "+85223456789")]
    public void Another_country_is_named(string text, string number) =>
        Assert.Equal(number, PhoneNumber.Normalise(text));

    [Theory]
    [InlineData("")]
    [InlineData("138")]
    [InlineData("+")]
    [InlineData("++8613800138000")]
    [InlineData("12800138000")]
    [InlineData("1380013800")]
    [InlineData("12345678")]
    [InlineData("+0123456789")]
    [InlineData("+1234567890123456")]
    [InlineData("+86 138 OO13 8000")]
    public void What_is_no_complete_number_is_none(string text) => Assert.Null(PhoneNumber.Normalise(text));

    [Theory]
    [InlineData("+8613800138000")]
    [InlineData("010-12345678")]
    [InlineData("0012025550100")]
    public void A_normal_form_stays(string text) =>
        Assert.Equal(PhoneNumber.Normalise(text), PhoneNumber.Normalise(PhoneNumber.Normalise(text)!));
}
