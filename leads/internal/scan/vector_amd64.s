//go:build !purego

#include "textflag.h"

// What two bytes that follow each other may not be, by the high four bits of the first, its low
// four bits, and the high four bits of the second: a bit that is set in all three tables is a
// fault. See Keiser and Lemire, Validating UTF-8 in less than one instruction per byte, Software:
// Practice and Experience 51 (2021). The bits: 01 too few bytes that go on, 02 one too many, 04 three bytes
// for what two could say, 08 beyond U+10FFFF, 10 a surrogate, 20 two bytes for one, 40 four
// for three, or far beyond, 80 two bytes that go on.
DATA firstHigh<>+0(SB)/8, $0x0202020202020202
DATA firstHigh<>+8(SB)/8, $0x4915012180808080
GLOBL firstHigh<>(SB), RODATA|NOPTR, $16
DATA firstLow<>+0(SB)/8, $0xcbcbcb8b8383a3e7
DATA firstLow<>+8(SB)/8, $0xcbcbdbcbcbcbcbcb
GLOBL firstLow<>(SB), RODATA|NOPTR, $16
DATA secondHigh<>+0(SB)/8, $0x0101010101010101
DATA secondHigh<>+8(SB)/8, $0x01010101babaaee6
GLOBL secondHigh<>(SB), RODATA|NOPTR, $16

// A byte two before is the first of three, or one three before the first of four, where it is
// above 80 with these taken off.
DATA firstOf3<>+0(SB)/8, $0x6060606060606060
GLOBL firstOf3<>(SB), RODATA|NOPTR, $8
DATA firstOf4<>+0(SB)/8, $0x7070707070707070
GLOBL firstOf4<>(SB), RODATA|NOPTR, $8
DATA lowBits<>+0(SB)/8, $0x0f0f0f0f0f0f0f0f
GLOBL lowBits<>(SB), RODATA|NOPTR, $8
DATA highBit<>+0(SB)/8, $0x8080808080808080
GLOBL highBit<>(SB), RODATA|NOPTR, $8

// The chunk is in Y0 and Y1. MASK tells which of its bytes are that of pattern.
#define MASK(pattern, out, tmp) \
	VPCMPEQB pattern, Y0, Y2; \
	VPCMPEQB pattern, Y1, Y3; \
	VPMOVMSKB Y2, out; \
	VPMOVMSKB Y3, tmp; \
	SHLQ $32, tmp; \
	ORQ tmp, out

// UTF8 looks at half a chunk, and the half before it, and adds what is odd to Y7.
#define UTF8(before, half) \
	VPERM2I128 $0x21, half, before, Y2; \
	VPALIGNR $15, Y2, half, Y3; \
	VPALIGNR $14, Y2, half, Y4; \
	VPALIGNR $13, Y2, half, Y5; \
	VPSRLW $4, Y3, Y6; \
	VPAND Y14, Y6, Y6; \
	VPAND Y14, Y3, Y3; \
	VPSHUFB Y6, Y8, Y6; \
	VPSHUFB Y3, Y15, Y3; \
	VPAND Y3, Y6, Y6; \
	VPSRLW $4, half, Y3; \
	VPAND Y14, Y3, Y3; \
	VBROADCASTI128 secondHigh<>(SB), Y2; \
	VPSHUFB Y3, Y2, Y3; \
	VPAND Y3, Y6, Y6; \
	VPBROADCASTQ firstOf3<>(SB), Y2; \
	VPSUBUSB Y2, Y4, Y4; \
	VPBROADCASTQ firstOf4<>(SB), Y2; \
	VPSUBUSB Y2, Y5, Y5; \
	VPOR Y4, Y5, Y4; \
	VPBROADCASTQ highBit<>(SB), Y2; \
	VPAND Y2, Y4, Y4; \
	VPXOR Y6, Y4, Y4; \
	VPOR Y4, Y7, Y7

// PUT puts down the place of the first bit of AX, and takes it off.
#define PUT(off) \
	TZCNTQ AX, R15; \
	ADDL R12, R15; \
	MOVL R15, off(R13); \
	BLSRQ AX, AX

// func scanVectors(v *vectors, data *byte, chunks int, ends *int32, into *marks) (cells, marked int)
TEXT ·scanVectors(SB), NOSPLIT, $0-56
	MOVQ v+0(FP), DX
	MOVQ data+8(FP), SI
	MOVQ chunks+16(FP), CX
	MOVQ ends+24(FP), DI
	MOVQ into+32(FP), R8
	VPBROADCASTB 0(DX), Y10  // separators
	VPBROADCASTB 8(DX), Y11  // quotes
	VPBROADCASTB 16(DX), Y12 // line ends
	VPCMPEQB X13, X13, X13
	MOVQ 24(DX), R9          // open
	MOVQ 32(DX), R10         // high
	MOVQ 40(DX), R12         // at
	MOVQ 48(DX), R11         // lines
	VMOVDQU 56(DX), Y9       // before
	VMOVDQU 88(DX), Y7       // odd
	VBROADCASTI128 firstHigh<>(SB), Y8
	VBROADCASTI128 firstLow<>(SB), Y15
	VPBROADCASTQ lowBits<>(SB), Y14

loop:
	VMOVDQU (SI), Y0
	VMOVDQU 32(SI), Y1

	// Between quotes is what has an odd number of them up to it: the product with all
	// ones, without carries.
	MASK(Y11, AX, R13)
	MOVQ AX, 8(R8)
	VMOVQ AX, X4
	VPCLMULQDQ $0, X13, X4, X4
	VMOVQ X4, BX
	XORQ R9, BX
	MOVQ BX, R9
	SARQ $63, R9

	// Marks are put down for each chunk; those of the next take their place where there is
	// nothing in them.
	MASK(Y12, R15, R13)
	MOVQ R15, R13
	ANDQ BX, R13
	MOVQ R13, 16(R8)
	MOVQ R12, 0(R8)
	ORQ R13, AX
	NEGQ AX
	SBBQ AX, AX
	ANDQ $24, AX
	ADDQ AX, R8

	NOTQ BX
	ANDQ BX, R15
	POPCNTQ R15, AX
	ADDQ AX, R11
	MASK(Y10, AX, R13)
	ANDQ BX, AX
	ORQ R15, AX

	// Bytes that are not ASCII, here or among the last three before.
	VPMOVMSKB Y0, BX
	VPMOVMSKB Y1, R13
	SHLQ $32, R13
	ORQ R13, BX
	ORQ BX, R10
	JEQ put
	UTF8(Y9, Y0)
	UTF8(Y0, Y1)

put:
	VMOVDQA Y1, Y9
	MOVQ BX, R10
	SHRQ $61, R10

	// Eight places are put down whatever their number, so that hardly a branch depends
	// on that.
	POPCNTQ AX, BX
	MOVQ DI, R13
	LEAQ (DI)(BX*4), DI
	PUT(0)
	PUT(4)
	PUT(8)
	PUT(12)
	PUT(16)
	PUT(20)
	PUT(24)
	PUT(28)
	CMPQ BX, $8
	JLE next
	PUT(32)
	PUT(36)
	PUT(40)
	PUT(44)
	CMPQ BX, $12
	JLE next
	ADDQ $48, R13

more:
	PUT(0)
	ADDQ $4, R13
	TESTQ AX, AX
	JNZ more

next:
	ADDQ $64, SI
	ADDQ $64, R12
	DECQ CX
	JNZ loop

	MOVQ R9, 24(DX)
	MOVQ R10, 32(DX)
	MOVQ R12, 40(DX)
	MOVQ R11, 48(DX)
	VMOVDQU Y9, 56(DX)
	VMOVDQU Y7, 88(DX)
	SUBQ ends+24(FP), DI
	SHRQ $2, DI
	MOVQ DI, cells+40(FP)
	SUBQ into+32(FP), R8
	MOVQ R8, AX
	MOVQ $0, DX
	MOVQ $24, BX
	DIVQ BX
	MOVQ AX, marked+48(FP)
	VZEROUPPER
	RET
