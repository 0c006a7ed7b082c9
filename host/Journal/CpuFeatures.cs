using Arm = System.Runtime.Intrinsics.Arm;
using X86 = System.Runtime.Intrinsics.X86;

namespace Strategies.Journal;

/// <summary>The instruction sets that the runtime uses on this processor. Settings that turn one off count.</summary>
internal static class CpuFeatures
{
    internal static IReadOnlyList<string> Supported()
    {
        (string Name, bool IsSupported)[] all =
        [
            ("aes", X86.Aes.IsSupported),
            ("avx", X86.Avx.IsSupported),
            ("avx2", X86.Avx2.IsSupported),
            ("avx512bw", X86.Avx512BW.IsSupported),
            ("avx512cd", X86.Avx512CD.IsSupported),
            ("avx512dq", X86.Avx512DQ.IsSupported),
            ("avx512f", X86.Avx512F.IsSupported),
            ("avx512vbmi", X86.Avx512Vbmi.IsSupported),
            ("avxvnni", X86.AvxVnni.IsSupported),
            ("bmi1", X86.Bmi1.IsSupported),
            ("bmi2", X86.Bmi2.IsSupported),
            ("fma", X86.Fma.IsSupported),
            ("lzcnt", X86.Lzcnt.IsSupported),
            ("pclmulqdq", X86.Pclmulqdq.IsSupported),
            ("popcnt", X86.Popcnt.IsSupported),
            ("sse3", X86.Sse3.IsSupported),
            ("sse41", X86.Sse41.IsSupported),
            ("sse42", X86.Sse42.IsSupported),
            ("ssse3", X86.Ssse3.IsSupported),
            ("arm-advsimd", Arm.AdvSimd.IsSupported),
            ("arm-aes", Arm.Aes.IsSupported),
            ("arm-crc32", Arm.Crc32.IsSupported),
            ("arm-dp", Arm.Dp.IsSupported),
            ("arm-rdm", Arm.Rdm.IsSupported),
            ("arm-sha256", Arm.Sha256.IsSupported),
        ];
        IEnumerable<string> names = all.Where(feature => feature.IsSupported).Select(feature => feature.Name);
        return [.. names.Order(StringComparer.Ordinal)];
    }
}
