namespace Strategies.Sdk.Tests;

/// <summary>
/// Exact results, bit for bit. A processor, a compiler or a runtime that contracts, reorders or widens one operation
/// fails here.
/// </summary>
public sealed class DeterministicMathGoldenTests
{
    [Theory]
    [InlineData("Exp", 1, 0, 0x4005BF0A8B145769)]
    [InlineData("Exp", -0.1, 0, 0x3FECF46D99D52B3A)]
    [InlineData("Exp", 700.25, 0, 0x7F12FD8E4CBFA413)]
    [InlineData("Exp", -744.5, 0, 0x0000000000000001)]
    [InlineData("Expm1", 1E-05, 0, 0x3EE4F8BC681CDFB6)]
    [InlineData("Expm1", -2.5, 0, 0xBFED5F8F47ED617B)]
    [InlineData("Log", 2, 0, 0x3FE62E42FEFA39EF)]
    [InlineData("Log", 0.7, 0, 0xBFD6D3C324E13F50)]
    [InlineData("Log", 1E-310, 0, 0xC0864E69394D9508)]
    [InlineData("Log", 223.82, 0, 0x4015A4B3CE773B02)]
    [InlineData("Log1p", 0.001, 0, 0x3F5060354F8C3EBF)]
    [InlineData("Log1p", 12.5, 0, 0x4004D24EF844F614)]
    [InlineData("Pow", 1.0001, 12345.678, 0x400B7E526B8E001C)]
    [InlineData("Pow", 223.82, 0.5, 0x402DEBD5B95FD7EA)]
    [InlineData("Pow", -1.1, 301, 0xC284F204E521FA7B)]
    [InlineData("Pow", 2, -1074, 0x0000000000000001)]
    [InlineData("Sin", 1, 0, 0x3FEAED548F090CEE)]
    [InlineData("Sin", 1000000000, 0, 0x3FE1778CAE83C69B)]
    [InlineData("Cos", 3, 0, 0xBFEFAE04BE85E5D2)]
    [InlineData("Cos", -123456.789, 0, 0x3FAA74D27C41B22A)]
    [InlineData("Tanh", 0.3, 0, 0x3FD2A4DDA7D914F9)]
    [InlineData("Tanh", -4, 0, 0xBFEFFA81708A0B42)]
    [InlineData("NormalCdf", 0.5, 0, 0x3FE62075E232AC77)]
    [InlineData("NormalCdf", -1.2, 0, 0x3FBD7534B65D1E35)]
    [InlineData("NormalCdf", -3.3, 0, 0x3F3FAE82E1B2D7B6)]
    [InlineData("NormalCdf", -7, 0, 0x3D7683C36759A445)]
    [InlineData("NormalCdf", -30, 0, 0x16F7795AD05EA396)]
    [InlineData("NormalPdf", 2.2, 0, 0x3FA229B9D03A19FD)]
    [InlineData("Sqrt", 2, 0, 0x3FF6A09E667F3BCD)]
    public void The_bits_are_the_same_on_every_processor(string function, double x, double y, ulong bits)
    {
        double value = new DeterministicMathReference(function, x, y, 0, 0).Compute();

        Assert.Equal(bits, BitConverter.DoubleToUInt64Bits(value));
    }
}
